from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from core.channels.catalogue import load_catalogue
from core.domain import Draft, Profile, VariantFilter
from core.errors import HousestyleError, InvalidInput, NotFound, StorageError
from core.ratings.service import REASONS, RatingService
from db.database import Database
from tests.support.building import stored_variants

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
Stored = tuple[Profile, Draft, Draft]


@pytest.fixture
def ratings(database: Database) -> RatingService:
    return RatingService(database, load_catalogue())


@pytest.fixture
def stored(database: Database) -> Stored:
    profile, _, (one, two) = stored_variants(database, 2)
    return profile, one, two


def rate(ratings: RatingService, stored: Stored, **fields: Any) -> Any:
    profile, one, _ = stored
    given = {"submit_key": "k", "variant_id": one.id, "profile_id": profile.id, "stars": 4, "position": 1}
    return ratings.rate(**{**given, "seconds": 2.0, **fields})


def test_a_rating_is_stored_as_given(ratings: RatingService, stored: Stored, database: Database) -> None:
    rating = rate(ratings, stored, reasons=("clear", "flat", "clear"), comment="  <b>Dry</b> & good 👍🏽 ", position=3)
    assert (rating.stars, rating.reasons, rating.position) == (4, ("clear", "flat"), 3)
    assert rating.comment == "<b>Dry</b> & good 👍🏽"
    assert datetime.now(UTC) - rating.created_at < timedelta(minutes=1)
    with database.read() as work:
        assert work.ratings.list([rating.variant_id]) == (rating,)
        assert work.variants.get(rating.variant_id).ratings == (rating,)


def test_a_correction_is_a_new_row_and_counts(ratings: RatingService, stored: Stored, database: Database) -> None:
    first = rate(ratings, stored, submit_key="first", stars=5)
    second = rate(ratings, stored, submit_key="second", stars=1)
    with database.read() as work:
        assert work.ratings.list([first.variant_id]) == (first, second)
        assert [variant.id for variant in work.variants.list(VariantFilter(min_stars=1.0))] == [first.variant_id]
        assert work.variants.list(VariantFilter(min_stars=1.5)) == ()


@on_sqlite
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"stars": 0}, "stars"),
        ({"stars": 6}, "stars"),
        ({"position": 0}, "position"),
        ({"reasons": ("clear", "nice")}, "reasons"),
        ({"comment": "x" * 2_001}, "comment"),
        ({"comment": "x" * 100_000}, "comment"),
        ({"comment": "a\x00"}, "comment"),
        ({"comment": "\udc00"}, "comment"),
        ({"submit_key": ""}, "submit_key"),
        ({"submit_key": " \t"}, "submit_key"),
        ({"submit_key": "k" * 65}, "submit_key"),
        ({"submit_key": "a\nb"}, "submit_key"),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_a_rating_that_cannot_be_is_refused(
    ratings: RatingService, stored: Stored, database: Database, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        rate(ratings, stored, **fields)
    assert refused.value.field == field
    assert refused.value.mend
    with database.read() as work:
        assert work.ratings.list([stored[1].id]) == ()


@on_sqlite
def test_every_reason_is_accepted(ratings: RatingService, stored: Stored) -> None:
    assert rate(ratings, stored, reasons=REASONS).reasons == REASONS


@on_sqlite
@pytest.mark.parametrize("seconds", [-1.0, float("nan"), float("-inf")])
def test_a_clock_that_runs_backwards_took_no_time(ratings: RatingService, stored: Stored, seconds: float) -> None:
    assert rate(ratings, stored, seconds=seconds).seconds == 0.0


def test_an_edit_is_checked_and_becomes_the_text(ratings: RatingService, stored: Stored, database: Database) -> None:
    profile, one, _ = stored
    text = "Brightmug keeps drinks at 60 C. Warm yours up."
    edit = ratings.edit(submit_key="e", variant_id=one.id, profile_id=profile.id, text=f"  {text}\n")
    assert (edit.text, edit.length) == (text, len(text))
    assert {check.name for check in edit.checks} >= {"fits", "claims"}
    assert edit.passed == all(check.ok for check in edit.checks)
    with database.read() as work:
        variant = work.variants.get(one.id)
    assert (variant.text, variant.edited_by, variant.checks) == (text, profile.id, edit.checks)


@on_sqlite
def test_a_failed_check_does_not_stop_a_person(ratings: RatingService, stored: Stored, database: Database) -> None:
    profile, one, _ = stored
    edit = ratings.edit(
        submit_key="e", variant_id=one.id, profile_id=profile.id, text="Brightmug: this gadget is 90% off."
    )
    assert not edit.passed
    assert [check.reason for check in edit.checks if not check.ok]
    with database.read() as work:
        assert work.variants.get(one.id).passed is False


@on_sqlite
@pytest.mark.parametrize(
    "text", ["", "  \n", "x" * 5_001, "x" * 100_000, "a\x00b", "\ud83d"], ids=lambda t: ascii(t)[:20]
)
def test_an_edit_that_cannot_be_is_refused(ratings: RatingService, stored: Stored, text: str) -> None:
    profile, one, _ = stored
    with pytest.raises(InvalidInput) as refused:
        ratings.edit(submit_key="e", variant_id=one.id, profile_id=profile.id, text=text)
    assert refused.value.field == "text"


def test_a_comparison_names_the_better_of_two(ratings: RatingService, stored: Stored, database: Database) -> None:
    profile, one, two = stored
    comparison = ratings.compare(submit_key="c", better_id=two.id, worse_id=one.id, profile_id=profile.id)
    with database.read() as work:
        assert work.comparisons.list([one.id]) == work.comparisons.list([two.id]) == (comparison,)
    with pytest.raises(InvalidInput, match="better than itself"):
        ratings.compare(submit_key="d", better_id=one.id, worse_id=one.id, profile_id=profile.id)


def test_the_same_submit_twice_is_told_the_same_row(ratings: RatingService, stored: Stored, database: Database) -> None:
    profile, one, two = stored
    by = {"submit_key": "k", "profile_id": profile.id}
    submits: tuple[Callable[[], object], ...] = (
        lambda: rate(ratings, stored),
        lambda: ratings.edit(variant_id=one.id, text="Brightmug.", **by),
        lambda: ratings.compare(better_id=one.id, worse_id=two.id, **by),
    )
    for submit in submits:
        assert submit() == submit()
    with database.read() as work:
        ids = [one.id, two.id]
        assert [len(sayings.list(ids)) for sayings in (work.ratings, work.edits, work.comparisons)] == [1, 1, 1]


@pytest.mark.parametrize("unknown", ["variant_id", "profile_id"])
def test_a_rating_of_or_by_nobody_is_refused_in_our_words(ratings: RatingService, stored: Stored, unknown: str) -> None:
    with pytest.raises(StorageError, match="not there"):
        rate(ratings, stored, **{unknown: "0" * 32})


def test_an_edit_of_nothing_is_not_found(ratings: RatingService, stored: Stored) -> None:
    profile, one, _ = stored
    with pytest.raises(NotFound):
        ratings.edit(submit_key="e", variant_id="0" * 32, profile_id=profile.id, text="Hi.")
    with pytest.raises(HousestyleError, match="not there"):
        ratings.edit(submit_key="e", variant_id=one.id, profile_id="0" * 32, text="Hi.")


def test_a_pin_holds_until_it_is_let_go(ratings: RatingService, stored: Stored, database: Database) -> None:
    _, one, two = stored

    def pinned() -> list[str]:
        with database.read() as work:
            return [variant.id for variant in work.variants.list(VariantFilter(pinned_only=True))]

    ratings.pin(two.id, True)
    ratings.pin(two.id, True)
    assert pinned() == [two.id]
    ratings.pin(two.id, False)
    ratings.pin(one.id, False)
    assert pinned() == []
    with pytest.raises(StorageError, match="not there"):
        ratings.pin("0" * 32, True)
