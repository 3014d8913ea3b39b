from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import openpyxl
import pytest
from sqlalchemy import update

from core.channels.catalogue import load_catalogue
from core.domain import VariantFilter
from core.errors import DatabaseDamaged, ExportRefused, InvalidInput, NotFound
from core.exports.service import ExportService
from core.exports.sheet import Encoding
from db.database import Database
from db.tables import exports
from tests.support.building import a_brief, a_cell, a_draft, a_run, new_id, stored_variants

EVERYTHING = VariantFilter()
TEXTS = {"meta_primary": "Cold again? Brightmug keeps it at 60 C.", "meta_headline": "Warm at last"}


@pytest.fixture
def service(database: Database) -> ExportService:
    return ExportService(database, load_catalogue())


def stored_ad(database: Database) -> None:
    """A text and a headline for Meta."""
    link = "https://brightmug.example/warm"
    cells = tuple(a_cell(index=place, brief=a_brief(channel=one, link=link)) for place, one in enumerate(TEXTS))
    run = a_run(cells=cells)
    with database.work() as work:
        work.runs.add(run)
        work.drafts.add_all(
            tuple(a_draft(run, cell=place, rank=1, text=text) for place, text in enumerate(TEXTS.values()))
        )
        work.commit()


def test_what_leaves_is_recorded_and_can_be_had_again_byte_for_byte(database: Database, service: ExportService) -> None:
    profile, _, _ = stored_variants(database, 3)
    record, content = service.take(EVERYTHING, "review-xlsx", profile_id=profile.id)
    assert service.past() == (record,)
    assert (record.profile_id, record.format, record.variants) == (profile.id, "review-xlsx", 3)
    assert (record.size, record.sha256) == (len(content), sha256(content).hexdigest())
    assert record.file_name.endswith(".xlsx")
    assert record.mime.endswith("spreadsheetml.sheet")
    assert service.again(record.id) == content
    assert openpyxl.load_workbook(io.BytesIO(content)).active.max_row == 4


def test_a_file_stays_what_it_was_when_the_texts_have_changed(database: Database, service: ExportService) -> None:
    stored_variants(database, 1)
    record, content = service.take(EVERYTHING, "jsonl")
    stored_variants(database, 1)
    later, more = service.take(EVERYTHING, "jsonl")
    assert len(more.splitlines()) == 2
    assert service.again(record.id) == content != more
    assert [one.id for one in service.past()] == [later.id, record.id]
    assert [one.id for one in service.past(limit=1)] == [later.id]


@pytest.mark.parametrize("name", ["review-csv", "review-xlsx"])
def test_a_double_click_is_one_record(database: Database, service: ExportService, name: str) -> None:
    profile, _, _ = stored_variants(database, 2)
    first, content = service.take(EVERYTHING, name, profile_id=profile.id)
    second, same = service.take(EVERYTHING, name, profile_id=profile.id)
    assert (second, same) == (first, content)
    assert len(service.past()) == 1


def test_another_person_another_file_and_a_later_time_are_records_of_their_own(
    database: Database, service: ExportService
) -> None:
    profile, _, _ = stored_variants(database, 2)
    first, _ = service.take(EVERYTHING, "review-csv", profile_id=profile.id)
    service.take(EVERYTHING, "review-csv")
    service.take(EVERYTHING, "jsonl", profile_id=profile.id)
    assert len(service.past()) == 3
    with database.work() as work:
        long_ago = first.created_at - timedelta(minutes=2)
        work._connection.execute(update(exports).where(exports.c.id == first.id).values(created_at=long_ago))
        work.commit()
    again, _ = service.take(EVERYTHING, "review-csv", profile_id=profile.id)
    assert again.id != first.id
    assert len(service.past()) == 4


def test_nothing_is_recorded_of_a_file_that_was_refused(database: Database, service: ExportService) -> None:
    stored_variants(database, 1)
    for name, error in (("meta", ExportRefused), ("x", InvalidInput), ("clay", InvalidInput)):
        with pytest.raises(error):
            service.take(EVERYTHING, name)
    assert service.past() == ()


def test_a_stored_file_that_is_not_what_was_taken_is_not_given_out(database: Database, service: ExportService) -> None:
    stored_variants(database, 1)
    record, content = service.take(EVERYTHING, "review-csv")
    with database.work() as work:
        work.exports.add(replace(record, id=new_id()), content + b"x")
        work.commit()
    other = next(one for one in service.past() if one.id != record.id)
    with pytest.raises(DatabaseDamaged, match="is not what was taken then"):
        service.again(other.id)
    with pytest.raises(NotFound):
        service.again(new_id())


def test_an_encoding_gives_the_file_its_ending(database: Database, service: ExportService) -> None:
    stored_ad(database)
    record, content = service.take(EVERYTHING, "meta", Encoding.UTF_16_TSV)
    assert (record.file_name[-4:], record.mime) == (".tsv", "text/tab-separated-values")
    assert content.startswith(b"\xff\xfe")


HEADER = "Campaign ID,Campaign Name,Ad Set Name,Ad Name,Ad Status,Title,Body,Link,Tags"


def test_a_remembered_template_shapes_the_file_until_it_is_forgotten(
    database: Database, service: ExportService
) -> None:
    stored_ad(database)
    usual = service.file(EVERYTHING, "meta")
    kept = service.remember_template("meta", f"{HEADER}\n1,Spring\n".encode(), "account.csv")
    assert service.template("meta") == kept
    assert (kept.header, kept.file_name) == (tuple(HEADER.split(",")), "account.csv")
    assert list(service.preview(EVERYTHING, "meta").columns) == HEADER.split(",")
    _, content = service.take(EVERYTHING, "meta")
    assert content.decode().splitlines()[0] == HEADER
    assert TEXTS["meta_primary"] in content.decode()
    service.remember_template("meta", f"Market,{HEADER}".encode(), "other.csv")
    assert service.file(EVERYTHING, "meta").decode().startswith("Market,")
    service.forget_template("meta")
    assert service.template("meta") is None
    assert service.file(EVERYTHING, "meta") == usual


def test_a_header_given_for_once_is_not_remembered(database: Database, service: ExportService) -> None:
    stored_ad(database)
    header = service.read_template("meta", f"{HEADER},Market".encode())
    _, content = service.take(EVERYTHING, "meta", header=header)
    assert content.decode().splitlines()[0] == f"{HEADER},Market"
    assert service.template("meta") is None


def test_a_template_that_lacks_what_the_ads_need_refuses_the_file(database: Database, service: ExportService) -> None:
    stored_ad(database)
    service.remember_template("meta", HEADER.replace(",Body", "").encode(), "account.csv")
    with pytest.raises(ExportRefused, match="column “Body”: Your template has no such column"):
        service.take(EVERYTHING, "meta")


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("meta", b"name,description\nAnn,40", "None of its 2 headings is one of Meta's"),
        ("meta", b"Body,Title,Body", "the heading “Body” twice"),
        ("x", b"Body,Title", "takes no template"),
    ],
)
def test_what_is_no_template_is_refused_and_not_remembered(
    service: ExportService, name: str, content: bytes, what: str
) -> None:
    with pytest.raises(InvalidInput, match=what):
        service.remember_template(name, content, "account.csv")
    assert service.template(name) is None
