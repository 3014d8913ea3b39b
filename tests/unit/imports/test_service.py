from __future__ import annotations

from typing import Any

import pytest

from core.channels.catalogue import load_catalogue
from core.domain import Brand, ImportBatch, ImportKind
from core.errors import ImportRejected, InvalidInput, NotFound
from core.imports.undo import Undone
from core.library.campaigns import CampaignService
from db.database import Database
from tests.support.building import a_brand, a_cell, a_persona, a_profile, a_run, new_id
from tests.unit.imports.files import a_csv, a_request, a_service

PERSONAS, PRODUCTS, TEXTS = ImportKind.PERSONAS, ImportKind.PRODUCTS, ImportKind.TEXTS
PRODUCT_ROWS = (("name", "product"), ("Mug", "a mug"), ("Cup", "a cup"), ("Lid", "a lid"))
PERSONA_ROWS = (("name", "description"), ("Ann", "40"), ("Bo", "50"))
TEXT_ROWS = (("Title", "Body"), ("Hot Till Noon", "Keeps drinks at 60 C."))


@pytest.fixture
def brand(database: Database) -> Brand:
    brand = a_brand()
    with database.work() as work:
        work.brands.add(brand)
        work.commit()
    return brand


def run(database: Database, kind: ImportKind, rows: Any, key: str | None = None, **fields: Any) -> ImportBatch:
    request = a_request(kind, a_csv(*rows), **fields)
    return a_service(database).run(request, profile_id=None, submit_key=key or new_id())


def test_products_become_campaigns_in_the_files_order(database: Database, brand: Brand) -> None:
    profile = a_profile()
    request = a_request(PRODUCTS, a_csv(*PRODUCT_ROWS), brand_id=brand.id, file_name="C:/shop/mugs.csv")
    service = a_service(database)
    batch = service.run(request, profile_id=profile.id, submit_key="k")
    with database.read() as work:
        campaigns = work.campaigns.list()
    assert [campaign.name for campaign in campaigns] == ["Mug", "Cup", "Lid"]
    assert batch.made == tuple(campaign.id for campaign in campaigns)
    assert (batch.kind, batch.file_name, batch.profile_id) == (PRODUCTS, "mugs.csv", profile.id)
    assert service.batches() == (batch,)


def test_a_submit_sent_twice_is_one_import(database: Database) -> None:
    first = run(database, PERSONAS, PERSONA_ROWS, "k")
    assert run(database, PERSONAS, PERSONA_ROWS, "k") == first
    with database.read() as work:
        assert len(work.personas.list()) == 2
    with pytest.raises(ImportRejected):
        run(database, PERSONAS, PERSONA_ROWS, "another")


def test_a_problem_anywhere_refuses_all(database: Database, brand: Brand) -> None:
    with pytest.raises(ImportRejected, match="Row 5, column “product”"):
        run(database, PRODUCTS, (*PRODUCT_ROWS, ("Bowl", "")), brand_id=brand.id)
    with database.read() as work:
        assert work.campaigns.list() == ()
        assert work.import_batches.list() == ()


def test_a_file_with_nothing_new_is_no_import(database: Database, brand: Brand) -> None:
    run(database, TEXTS, TEXT_ROWS, brand_id=brand.id)
    with pytest.raises(InvalidInput, match="nothing new"):
        run(database, TEXTS, TEXT_ROWS, brand_id=brand.id)
    assert len(a_service(database).batches()) == 1


def test_a_brand_persona_channel_or_column_that_is_not_there_is_refused(database: Database, brand: Brand) -> None:
    with pytest.raises(InvalidInput, match="No brand"):
        run(database, PRODUCTS, PRODUCT_ROWS)
    with pytest.raises(NotFound):
        run(database, TEXTS, TEXT_ROWS, brand_id=new_id())
    with pytest.raises(NotFound):
        run(database, PRODUCTS, PRODUCT_ROWS, brand_id=brand.id, persona_ids=(new_id(),))
    with pytest.raises(InvalidInput, match="pigeon"):
        run(database, PRODUCTS, PRODUCT_ROWS, brand_id=brand.id, channels=("pigeon",))
    with pytest.raises(InvalidInput, match="no column “Shade”"):
        run(database, PRODUCTS, PRODUCT_ROWS, brand_id=brand.id, chosen={"name": ("Shade",)})


def test_an_archived_campaign_and_that_of_another_brand_are_not_in_the_way(database: Database, brand: Brand) -> None:
    other = a_brand(name="Other")
    with database.work() as work:
        work.brands.add(other)
        work.commit()
    run(database, PRODUCTS, PRODUCT_ROWS, brand_id=other.id)
    batch = run(database, PRODUCTS, PRODUCT_ROWS[:2], brand_id=brand.id)
    CampaignService(database, load_catalogue()).archive(batch.made[0])
    assert len(run(database, PRODUCTS, PRODUCT_ROWS, brand_id=brand.id).made) == 3


def test_undo_takes_out_campaigns_but_those_that_were_written_for(database: Database, brand: Brand) -> None:
    batch = run(database, PRODUCTS, PRODUCT_ROWS, brand_id=brand.id)
    with database.work() as work:
        work.runs.add(a_run(campaign_id=batch.made[1]))
        work.commit()
    service = a_service(database)
    assert service.undo(batch.id) == Undone(taken_out=2, kept=1)
    assert service.undo(batch.id) == Undone(taken_out=2, kept=1)
    with database.read() as work:
        assert [campaign.name for campaign in work.campaigns.list()] == ["Cup"]
        undone_at = work.import_batches.get(batch.id).undone_at
    assert undone_at is not None
    assert undone_at >= batch.created_at


def test_undo_takes_out_personas_but_those_that_a_campaign_or_a_run_speaks_to(database: Database, brand: Brand) -> None:
    batch = run(database, PERSONAS, (*PERSONA_ROWS, ("Cy", "60")))
    run(database, PRODUCTS, PRODUCT_ROWS[:2], brand_id=brand.id, persona_ids=batch.made[:1])
    with database.work() as work:
        work.runs.add(a_run(cells=(a_cell(persona_id=batch.made[2]),)))
        work.personas.add(a_persona(name="Own"))
        work.commit()
    assert a_service(database).undo(batch.id) == Undone(taken_out=1, kept=2)
    with database.read() as work:
        assert {persona.name for persona in work.personas.list()} == {"Own", "Ann", "Cy"}


def test_undo_takes_out_texts(database: Database, brand: Brand) -> None:
    batch = run(database, TEXTS, TEXT_ROWS, brand_id=brand.id)
    service = a_service(database)
    assert {text.text for text in service.texts(brand.id)} == {"Hot Till Noon", "Keeps drinks at 60 C."}
    assert service.undo(batch.id) == Undone(taken_out=2, kept=0)
    assert service.texts(brand.id) == ()


def test_more_than_a_statement_may_carry_comes_in_and_out(database: Database) -> None:
    rows = (("name", "description"), *((f"Ann {number}", "40") for number in range(1_200)))
    batch = run(database, PERSONAS, rows)
    assert a_service(database).undo(batch.id) == Undone(taken_out=1_200, kept=0)
    with database.read() as work:
        assert work.personas.list() == ()


def test_undo_of_what_is_not_there_says_so(database: Database) -> None:
    with pytest.raises(NotFound):
        a_service(database).undo(new_id())


def test_after_an_undo_the_file_comes_in_again(database: Database, brand: Brand) -> None:
    batch = run(database, PRODUCTS, PRODUCT_ROWS, brand_id=brand.id)
    a_service(database).undo(batch.id)
    again = run(database, PRODUCTS, PRODUCT_ROWS, brand_id=brand.id)
    assert len(again.made) == 3
    assert a_service(database).batches()[0] == again


def test_texts_to_be_written_like_go_into_briefs_of_their_channel(database: Database, brand: Brand) -> None:
    rows = (("Title", "Body"), *((f"Hot Till {hour}", f"Warm at {hour}.") for hour in range(5)))
    run(database, TEXTS, rows, brand_id=brand.id, as_examples=True)
    run(database, TEXTS, (("Title",), ("Only To Rewrite",)), brand_id=brand.id)
    persona = a_persona()
    with database.work() as work:
        work.personas.add(persona)
        work.commit()
    channels = ("meta_headline", "sms")
    batch = run(database, PRODUCTS, PRODUCT_ROWS[:2], brand_id=brand.id, persona_ids=(persona.id,), channels=channels)
    headline, sms = CampaignService(database, load_catalogue()).briefs(batch.made[0])
    assert headline.examples == ("Hot Till 0", "Hot Till 1", "Hot Till 2")
    assert sms.examples == ()
