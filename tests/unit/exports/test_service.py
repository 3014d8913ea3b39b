from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from core.channels.catalogue import load_catalogue
from core.domain import Decision, VariantFilter, Verdict
from core.exports.rows import COLUMNS
from core.exports.service import ExportService
from db.database import Database
from tests.support.building import NOON, a_rating, new_id, stored_variants

EVERYTHING = VariantFilter()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'test.sqlite'}")
    database.migrate(tmp_path / "backups")
    yield database
    database.close()


def read(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), encoding="utf-8-sig", dtype=str, keep_default_na=False)


def test_the_preview_is_exactly_the_first_rows_of_the_csv(store: Database) -> None:
    profile, _, drafts = stored_variants(store, 5)
    with store.work() as work:
        work.ratings.add(a_rating(drafts[0], profile, comment="=cmd()"))
        work.commit()
    service = ExportService(store, load_catalogue())
    preview = service.preview(EVERYTHING, most=3)
    assert preview["comments"][0] == "'=cmd()"
    pd.testing.assert_frame_equal(preview, read(service.file(EVERYTHING, "review-csv")).head(3), check_dtype=False)


def test_an_empty_selection_has_columns_and_no_rows(store: Database) -> None:
    service = ExportService(store, load_catalogue())
    assert list(service.preview(EVERYTHING).columns) == list(COLUMNS)
    assert (
        service.count(EVERYTHING)
        == len(service.preview(EVERYTHING))
        == len(read(service.file(EVERYTHING, "review-csv")))
        == 0
    )


def test_a_file_is_whole_whatever_the_limit_for_screens(store: Database) -> None:
    stored_variants(store, 4)
    few = VariantFilter(limit=2)
    service = ExportService(store, load_catalogue())
    assert (
        service.count(few)
        == len(read(service.file(few, "review-csv")))
        == len(service.file(few, "jsonl").splitlines())
        == 4
    )


def test_the_selection_is_what_leaves_and_people_go_by_name(store: Database) -> None:
    profile, _, drafts = stored_variants(store, 3)
    decision = Decision(
        id=new_id(),
        submit_key=new_id(),
        variant_id=drafts[1].id,
        profile_id=profile.id,
        verdict=Verdict.APPROVED,
        reason="",
        created_at=NOON,
    )
    with store.work() as work:
        work.decisions.add(decision)
        work.commit()
    approved = VariantFilter(verdicts=("approved",))
    service = ExportService(store, load_catalogue())
    assert service.count(approved) == 1
    (line,) = [json.loads(line) for line in service.file(approved, "jsonl").splitlines()]
    assert (line["variant_id"], line["decided_by"], line["decided_by_id"]) == (drafts[1].id, "Ada", profile.id)
