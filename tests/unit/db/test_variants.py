from __future__ import annotations

from core.domain import Decision, Draft, Edit, Profile, VariantFilter, Verdict
from db.database import Database
from tests.support.building import NOON, a_draft, a_profile, a_rating, new_id, stored_variants


def an_edit(draft: Draft, profile: Profile, text: str) -> Edit:
    return Edit(
        id=new_id(),
        submit_key=new_id(),
        variant_id=draft.id,
        profile_id=profile.id,
        text=text,
        length=len(text),
        passed=True,
        checks=(),
        created_at=NOON,
    )


def a_decision(draft: Draft, profile: Profile, verdict: Verdict) -> Decision:
    return Decision(
        id=new_id(),
        submit_key=new_id(),
        variant_id=draft.id,
        profile_id=profile.id,
        verdict=verdict,
        reason="",
        created_at=NOON,
    )


def test_the_newest_edit_is_the_text(database: Database) -> None:
    profile, _, (draft,) = stored_variants(database)
    with database.work() as work:
        work.edits.add(an_edit(draft, profile, "first"))
        work.edits.add(an_edit(draft, profile, "second"))
        variant = work.variants.get(draft.id)
    assert (variant.text, variant.length, variant.edited_by) == ("second", 6, profile.id)
    assert variant.draft == draft


def test_the_newest_decision_counts(database: Database) -> None:
    profile, _, (draft,) = stored_variants(database)
    with database.work() as work:
        work.decisions.add(a_decision(draft, profile, Verdict.REJECTED))
        work.decisions.add(a_decision(draft, profile, Verdict.APPROVED))
        assert len(work.variants.list(VariantFilter(verdicts=("approved",)))) == 1
        assert work.variants.list(VariantFilter(verdicts=("rejected", "undecided"))) == ()


def test_stars_are_the_mean_of_each_persons_newest(database: Database) -> None:
    profile, _, (draft,) = stored_variants(database)
    other = a_profile(name="Bo")
    with database.work() as work:
        work.profiles.add(other)
        work.ratings.add(a_rating(draft, profile, stars=1))
        work.ratings.add(a_rating(draft, profile, stars=5))
        work.ratings.add(a_rating(draft, other, stars=3))
        assert len(work.variants.list(VariantFilter(min_stars=4.0))) == 1
        assert work.variants.list(VariantFilter(min_stars=4.5)) == ()


def test_a_submit_key_gives_one_row(database: Database) -> None:
    profile, _, (draft,) = stored_variants(database)
    rating = a_rating(draft, profile, submit_key="k", stars=2)
    with database.work() as work:
        first = work.ratings.add(rating)
        again = work.ratings.add(a_rating(draft, profile, submit_key="k", stars=5))
        assert first == again == rating
        assert work.ratings.list([draft.id]) == (rating,)


def test_a_replaced_variant_steps_back(database: Database) -> None:
    _, run, (old,) = stored_variants(database)
    new = a_draft(run, 1, rank=1, replaces=old.id)
    with database.work() as work:
        work.drafts.add_all([new])
        assert [variant.id for variant in work.variants.list(VariantFilter(run_id=run.id))] == [new.id]
        both = work.variants.list(VariantFilter(run_id=run.id, with_replaced=True))
    assert {variant.id: variant.replaced for variant in both} == {old.id: True, new.id: False}


def test_filters_narrow(database: Database) -> None:
    _, run, drafts = stored_variants(database, 3)
    with database.work() as work:
        work.pins.set(drafts[1].id, True)
        assert [v.id for v in work.variants.list(VariantFilter(pinned_only=True))] == [drafts[1].id]
        assert len(work.variants.list(VariantFilter(channels=("meta_primary",)))) == 3
        assert work.variants.list(VariantFilter(channels=("sms",))) == ()
        assert len(work.variants.list(VariantFilter(run_id=run.id, limit=2))) == 2
