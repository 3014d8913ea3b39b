from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest

from core.channels.catalogue import load_catalogue
from core.library.brands import BrandService
from core.library.campaigns import CampaignService
from core.library.personas import PersonaService
from core.library.samples import SampleService
from db.database import Database
from tests.support.building import a_cell, a_draft, a_run


@pytest.fixture
def samples(database: Database) -> SampleService:
    return SampleService(database)


@pytest.fixture
def campaigns(database: Database) -> CampaignService:
    return CampaignService(database, load_catalogue())


def counts(database: Database) -> tuple[int, int, int]:
    with database.read() as work:
        return len(work.brands.list()), len(work.personas.list()), len(work.campaigns.list())


def test_the_sample_comes_once_however_often_it_is_loaded(samples: SampleService, database: Database) -> None:
    assert not samples.is_loaded()
    for _ in range(2):
        samples.load()
        assert samples.is_loaded()
        assert counts(database) == (1, 3, 2)


def test_loading_waits_for_whoever_else_looks_and_then_adds(samples: SampleService, database: Database) -> None:
    with database.work() as first:
        first.alone()
        second = threading.Thread(target=samples.load)
        second.start()
        second.join(0.3)
        assert second.is_alive()
    second.join()
    assert counts(database) == (1, 3, 2)


def test_the_sample_goes_without_a_trace_however_often_it_is_removed(
    samples: SampleService, database: Database
) -> None:
    samples.load()
    for _ in range(2):
        samples.remove()
        assert not samples.is_loaded()
        assert counts(database) == (0, 0, 0)
    samples.load()
    assert counts(database) == (1, 3, 2)


def test_every_sample_thing_passes_its_own_checks(
    samples: SampleService, campaigns: CampaignService, database: Database
) -> None:
    samples.load()
    services: tuple[Any, ...] = (BrandService(database), PersonaService(database), campaigns)
    for service in services:
        for thing in service.list():
            assert service.checked(thing) == thing
    for campaign in campaigns.list():
        assert len(campaigns.briefs(campaign.id)) == len(campaign.persona_ids) * len(campaign.channels)
        assert campaigns.missing(campaign) == ()


def test_the_sample_can_go_after_runs_have_used_it_and_their_texts_stay(
    samples: SampleService, campaigns: CampaignService, database: Database
) -> None:
    samples.load()
    campaign = campaigns.list()[0]
    brief = campaigns.briefs(campaign.id)[0]
    cell = a_cell(brief=brief, persona_id=campaign.persona_ids[0])
    run = a_run(cells=(cell,), campaign_id=campaign.id)
    draft = a_draft(run, rank=1)
    with database.work() as work:
        work.runs.add(run)
        work.drafts.add_all([draft])
        work.pins.set(draft.id, True)
        work.commit()
    samples.remove()
    assert counts(database) == (0, 0, 0)
    with database.read() as work:
        variant = work.variants.get(draft.id)
    assert (variant.brief, variant.campaign_id) == (brief, campaign.id)


def test_what_the_teams_own_campaign_uses_stays_and_is_theirs(
    samples: SampleService, campaigns: CampaignService, database: Database
) -> None:
    samples.load()
    theirs = campaigns.duplicate(campaigns.list()[0].id)
    theirs = campaigns.save(replace(theirs, persona_ids=theirs.persona_ids[:1]))
    campaigns.archive(theirs.id)
    samples.remove()
    assert not samples.is_loaded()
    campaigns.restore(theirs.id)
    assert campaigns.list() == (theirs,)
    with database.read() as work:
        (brand,), (persona,) = work.brands.list(), work.personas.list()
    assert (brand.id, persona.id) == (theirs.brand_id, theirs.persona_ids[0])
    assert not brand.is_sample
    assert not persona.is_sample
    assert campaigns.briefs(theirs.id)
