from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.domain import CampaignStatus, RunStatus
from core.errors import NotFound
from core.sampling import SamplingSettings
from db.database import Database
from tests.support.building import (
    NOON,
    a_brand,
    a_campaign,
    a_cell,
    a_draft,
    a_persona,
    a_recipe,
    a_run,
    new_id,
    stored_variants,
)

ODD_TEXTS = (
    "שלום עולם — مرحبا",
    "👩‍👩‍👧 🏳️‍🌈 e\u0301",
    "<script>alert(1)</script> **bold** [x](http://y)",
    "tab\tline\nreturn\r\nend",
    "'); DROP TABLE brands; --",
    "x" * 100_000,
)


@pytest.mark.parametrize("text", ODD_TEXTS, ids=range(len(ODD_TEXTS)))
def test_texts_come_back_as_they_were(database: Database, text: str) -> None:
    brand = a_brand(name=text, voice=text, facts=(text,), words_banned=(text, "b"))
    with database.work() as work:
        work.brands.add(brand)
        work.commit()
    with database.read() as work:
        assert work.brands.get(brand.id) == brand


def test_a_campaign_comes_back_whole_and_can_change(database: Database) -> None:
    brand = a_brand()
    campaign = a_campaign(
        brand,
        starts_on=date(2026, 1, 2),
        status=CampaignStatus.PAUSED,
        channels=("sms", "push"),
        persona_ids=(new_id(),),
    )
    with database.work() as work:
        work.brands.add(brand)
        work.campaigns.add(campaign)
        work.campaigns.update(replace(campaign, offer="half price", ends_on=date(2026, 2, 3)))
        work.commit()
    with database.read() as work:
        assert work.campaigns.get(campaign.id) == replace(campaign, offer="half price", ends_on=date(2026, 2, 3))


def test_what_is_not_there_is_not_found(database: Database) -> None:
    with database.work() as work:
        with pytest.raises(NotFound, match="persona"):
            work.personas.get("nobody")
        with pytest.raises(NotFound, match="brand"):
            work.brands.update(a_brand())


@pytest.mark.parametrize(
    ("search", "found"), [("TEACH", 1), ("100%", 1), ("%", 1), ("_", 0), ("plumber", 1), ("ÄRZTIN", 1)]
)
def test_search_is_plain_and_ignores_case(database: Database, search: str, found: int) -> None:
    people = (
        a_persona(name="The teacher", description="cold coffee"),
        a_persona(name="100% plumber", description="van"),
        a_persona(name="Ärztin", description="night shifts"),
    )
    with database.work() as work:
        for person in people:
            work.personas.add(person)
        work.commit()
    with database.read() as work:
        assert len(work.personas.list(search=search)) == found


def test_the_archive_is_kept_apart(database: Database) -> None:
    with database.work() as work:
        work.personas.add(a_persona(name="old", archived=True))
        work.personas.add(a_persona(name="new"))
        assert [person.name for person in work.personas.list()] == ["new"]
        assert [person.name for person in work.personas.list(archived=True)] == ["old"]


def test_a_run_keeps_its_briefs_as_they_were(database: Database) -> None:
    settings = SamplingSettings(temperature=1.3, stop=("###",))
    run = a_run(cells=(a_cell(), a_cell(index=1, recipe=a_recipe(settings=settings), persona_id=new_id())))
    with database.work() as work:
        work.runs.add(run)
        work.runs.set_status(run.id, RunStatus.FAILED, error="why", finished_at=NOON)
        work.commit()
    with database.read() as work:
        stored = work.runs.get(run.id)
    assert stored == replace(run, status=RunStatus.FAILED, error="why", finished_at=NOON)


def test_drafts_are_added_once(database: Database) -> None:
    run = a_run()
    first = a_draft(run, 0)
    with database.work() as work:
        work.runs.add(run)
        work.drafts.add_all([first, a_draft(run, 1)])
        work.drafts.add_all([a_draft(run, 0, text="another text"), a_draft(run, 2)])
        drafts = work.drafts.list(run.id)
    assert [draft.number for draft in drafts] == [0, 1, 2]
    assert drafts[0] == first


def test_pins_are_set_and_taken_away(database: Database) -> None:
    _, _, (draft,) = stored_variants(database)
    with database.work() as work:
        work.pins.set(draft.id, True)
        work.pins.set(draft.id, True)
        assert work.pins.list() == {draft.id}
        work.pins.set(draft.id, False)
        assert work.pins.list() == frozenset()
