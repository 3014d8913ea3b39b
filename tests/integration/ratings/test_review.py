from __future__ import annotations

from typing import Any

import pytest

from core.domain import Decision, Draft, Profile, Verdict
from core.errors import InvalidInput, StorageError
from core.review import ReviewService
from db.database import Database
from tests.support.building import a_draft, a_run, new_id, stored_variants

Stored = tuple[Profile, Draft, Draft]


@pytest.fixture
def review(database: Database) -> ReviewService:
    return ReviewService(database)


@pytest.fixture
def stored(database: Database) -> Stored:
    profile, _, (one, two) = stored_variants(database, 2)
    return profile, one, two


def decide(review: ReviewService, stored: Stored, verdict: Verdict, **fields: Any) -> Decision:
    profile, one, _ = stored
    return review.decide(
        **{"submit_key": new_id(), "variant_id": one.id, "profile_id": profile.id, "verdict": verdict, **fields}
    )


def test_what_is_decided_waits_no_longer(review: ReviewService, stored: Stored) -> None:
    _, one, two = stored
    assert [variant.id for variant in review.waiting()] == [one.id, two.id]
    decision = decide(review, stored, Verdict.APPROVED)
    assert [variant.id for variant in review.waiting()] == [two.id]
    (decided,) = review.decided()
    assert (decided.id, decided.decision) == (one.id, decision)


def test_a_change_of_mind_is_a_new_row_and_counts(review: ReviewService, stored: Stored, database: Database) -> None:
    first = decide(review, stored, Verdict.APPROVED)
    second = decide(review, stored, Verdict.REJECTED, reason="  wrong fact ")
    assert second.reason == "wrong fact"
    assert [variant.decision for variant in review.decided()] == [second]
    with database.read() as work:
        assert work.decisions.list([stored[1].id]) == (first, second)


def test_a_rejection_says_why(review: ReviewService, stored: Stored) -> None:
    for reason in ("", "  \n"):
        with pytest.raises(InvalidInput) as refused:
            decide(review, stored, Verdict.REJECTED, reason=reason)
        assert refused.value.field == "reason"
    assert review.decided() == ()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"reason": "x" * 1_001}, "reason"),
        ({"reason": "x\x00"}, "reason"),
        ({"submit_key": ""}, "submit_key"),
        ({"submit_key": "a\nb"}, "submit_key"),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_a_decision_that_cannot_be_is_refused(
    review: ReviewService, stored: Stored, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        decide(review, stored, Verdict.APPROVED, **fields)
    assert refused.value.field == field


def test_the_same_decision_sent_twice_is_one(review: ReviewService, stored: Stored, database: Database) -> None:
    first = decide(review, stored, Verdict.APPROVED, submit_key="k")
    again = decide(review, stored, Verdict.REJECTED, submit_key="k", reason="late")
    assert first == again
    with database.read() as work:
        assert work.decisions.list([stored[1].id]) == (first,)


def test_a_decision_about_nothing_is_refused_in_our_words(review: ReviewService, stored: Stored) -> None:
    with pytest.raises(StorageError, match="not there"):
        decide(review, stored, Verdict.APPROVED, variant_id="0" * 32)


def test_one_campaign_can_be_looked_at_alone(review: ReviewService, stored: Stored, database: Database) -> None:
    run = a_run(campaign_id="c" * 32)
    draft = a_draft(run, rank=1)
    with database.work() as work:
        work.runs.add(run)
        work.drafts.add_all([draft])
        work.commit()
    assert [variant.id for variant in review.waiting("c" * 32)] == [draft.id]
    assert len(review.waiting()) == 3
    decide(review, stored, Verdict.APPROVED)
    assert review.decided("c" * 32) == ()
