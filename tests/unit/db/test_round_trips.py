from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.domain import (
    BriefPersona,
    CampaignStatus,
    CheckResult,
    Comparison,
    Decision,
    Edit,
    Recipe,
    RunStatus,
    Verdict,
)
from core.sampling import PRESETS
from db.database import Database
from tests.support.building import (
    a_brand,
    a_brief,
    a_campaign,
    a_cell,
    a_draft,
    a_persona,
    a_profile,
    a_rating,
    a_recipe,
    a_run,
    new_id,
)

# One database serves all examples of a test: each example writes under new ids.
on_both = settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
odd_texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60),
    st.sampled_from(
        [
            "שלום עולם — مرحبا \u202eright to left\u202c",
            "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇦🇶 e\u0301 é",
            "'); DROP TABLE ratings; -- % _ \\ \"",
            " \u00a0\u2003\ufeff\u200d\r\n\t",
            "\\u0000 \\ud800 null",
        ]
    ),
)
LONG = "100,000 characters"
"""Stands for a text too long to be printed when a test fails."""


def written_out(text: str) -> str:
    return ("長いテキスト 👩‍👩‍👧 " * 8_000)[:100_000] if text == LONG else text


moments = st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
marks = st.booleans()


@on_both
@given(text=odd_texts, mark=marks)
@example(text=LONG, mark=True)
def test_library_things_come_back_equal(database: Database, text: str, mark: bool) -> None:
    text = written_out(text)
    brand = a_brand(
        name=text, voice=text, words_to_use=(text,), words_banned=(text, "b"), facts=(text,), is_sample=mark
    )
    persona = a_persona(name=text, description=text, wants=text, stops=text, how_to_speak=text, example=text)
    texts = dict.fromkeys(("name", "product", "offer", "cta", "link", "tone"), text)
    campaign = a_campaign(brand, **texts, required=(text,), facts=(text,), status=CampaignStatus.ENDED, archived=mark)
    profile = a_profile(name=text)
    recipe = a_recipe(id=new_id(), name=f"{text[:60]} {new_id()}", settings=PRESETS["Bold"])
    with database.work() as work:
        work.brands.add(brand)
        work.personas.add(persona)
        work.campaigns.add(campaign)
        work.profiles.add(profile)
        work.recipes.add(recipe)
        work.commit()
    with database.read() as work:
        assert work.brands.get(brand.id) == brand
        assert work.personas.get(persona.id) == persona
        assert work.campaigns.get(campaign.id) == campaign
        assert work.campaigns.of_brand(brand.id) == (campaign,)
        assert work.profiles.get(profile.id) == profile
        assert work.recipes.get(recipe.id) == recipe


@on_both
@given(text=odd_texts, moment=moments, seed=st.integers(0, 2**63 - 1), score=st.floats(-1e9, 1e9))
@example(text=LONG, moment=datetime(2026, 1, 1, tzinfo=UTC), seed=2**63 - 1, score=0.1)
def test_runs_and_drafts_come_back_equal(
    database: Database, text: str, moment: datetime, seed: int, score: float
) -> None:
    text = written_out(text)
    brief = a_brief(brand=text, persona=BriefPersona(name=text, description=text), facts=(text, text), banned=(text,))
    cells = (a_cell(brief=brief, recipe=Recipe(id="r", name=text, settings=PRESETS["Careful"]), persona_id=new_id()),)
    run = a_run(
        status=RunStatus.FAILED, cells=cells, seed=seed, error=text, created_at=moment, finished_at=moment, model=text
    )
    checks = (CheckResult(name="fits", ok=False, reason=text),)
    draft = a_draft(run, text=text, checks=checks, score=score, limit=None, rank=1, created_at=moment)
    draft = replace(draft, provenance=replace(draft.provenance, prompt=text, seed=seed))
    with database.work() as work:
        work.runs.add(run)
        work.drafts.add_all([draft])
        work.commit()
    with database.read() as work:
        assert work.runs.get(run.id) == run
        assert work.drafts.get(draft.id) == draft
        assert work.drafts.list(run.id, cell=0) == (draft,)
        variant = work.variants.get(draft.id)
    assert (variant.draft, variant.brief, variant.text, variant.recipe) == (draft, brief, text, text)


@on_both
@given(text=odd_texts, moment=moments, stars=st.integers(1, 5), seconds=st.floats(0, 1e6))
@example(text=LONG, moment=datetime(2026, 1, 1, tzinfo=UTC), stars=5, seconds=0.1)
def test_what_people_said_comes_back_equal(
    database: Database, text: str, moment: datetime, stars: int, seconds: float
) -> None:
    text = written_out(text)
    profile, run = a_profile(), a_run()
    one, two = a_draft(run, 0, rank=1), a_draft(run, 1, rank=2)

    def said() -> dict[str, Any]:
        return {"id": new_id(), "submit_key": new_id(), "profile_id": profile.id, "created_at": moment}

    checks = (CheckResult(name="brand", ok=True, reason=text),)
    rating = a_rating(one, profile, stars=stars, comment=text, reasons=("clear", text), seconds=seconds)
    edit = Edit(variant_id=one.id, text=text, length=len(text), passed=False, checks=checks, **said())
    comparison = Comparison(better_id=one.id, worse_id=two.id, **said())
    decision = Decision(variant_id=one.id, verdict=Verdict.REJECTED, reason=text, **said())
    with database.work() as work:
        work.profiles.add(profile)
        work.runs.add(run)
        work.drafts.add_all([one, two])
        assert work.ratings.add(rating) == rating
        assert work.edits.add(edit) == edit
        assert work.comparisons.add(comparison) == comparison
        assert work.decisions.add(decision) == decision
        work.commit()
    with database.read() as work:
        assert work.ratings.list([one.id]) == (rating,)
        assert work.edits.list([one.id]) == (edit,)
        assert work.comparisons.list([two.id]) == (comparison,)
        assert work.decisions.list([one.id]) == (decision,)


def test_a_moment_of_another_zone_comes_back_as_the_same_moment_in_utc(database: Database) -> None:
    moment = datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    run = a_run(created_at=moment)
    with database.work() as work:
        work.runs.add(run)
        stored = work.runs.get(run.id).created_at
    assert stored == moment
    assert stored.tzinfo is UTC
