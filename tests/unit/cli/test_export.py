from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from core.__main__ import main
from db.database import Database
from tests.support.building import a_brand, a_campaign, a_draft, a_run, stored_variants

CaptureBytes = pytest.CaptureFixture[bytes]
Captured = pytest.CaptureFixture[str]


def test_csv_goes_to_standard_output_byte_for_byte(store: Database, capfdbinary: CaptureBytes) -> None:
    stored_variants(store, 2)
    assert main(["export"]) == 0
    captured = capfdbinary.readouterr()
    assert captured.out.startswith(b"\xef\xbb\xbfcampaign_id,")
    assert captured.out.count(b"\r\n") == 3
    assert b"\r\r\n" not in captured.out
    assert captured.err == b"2 variants written.\n"


def test_jsonl_goes_to_the_file(store: Database, tmp_path: Path, capsys: Captured) -> None:
    _, _, drafts = stored_variants(store, 2)
    out = tmp_path / "copy.jsonl"
    assert main(["export", "--format", "jsonl", "--out", str(out)]) == 0
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["variant_id"] for line in lines] == [draft.id for draft in drafts]
    assert capsys.readouterr().out == ""


def test_only_the_campaign_asked_for_is_written(store: Database, tmp_path: Path) -> None:
    stored_variants(store, 2)
    brand = a_brand()
    campaign = a_campaign(brand)
    run = a_run(campaign_id=campaign.id)
    with store.work() as work:
        work.brands.add(brand)
        work.campaigns.add(campaign)
        work.runs.add(run)
        work.drafts.add_all((a_draft(run, rank=1),))
        work.commit()
    out = tmp_path / "copy.csv"
    assert main(["export", "--campaign", campaign.id, "--out", str(out)]) == 0
    rows = list(csv.DictReader(io.StringIO(out.read_bytes().decode("utf-8-sig"), newline="")))
    assert [row["campaign_id"] for row in rows] == [campaign.id]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--campaign", "nobody"], "--campaign"),
        (["--persona", "nobody"], "--persona"),
        (["--channel", "carrier_pigeon"], "--channel"),
        (["--decision", "perhaps"], "--decision"),
        (["--min-stars", "6"], "--min-stars"),
        (["--min-stars", "nan"], "--min-stars"),
        (["--format", "clay"], "--format"),
    ],
)
def test_what_does_not_exist_is_named_and_nothing_is_written(
    store: Database, tmp_path: Path, capsys: Captured, arguments: list[str], named: str
) -> None:
    out = tmp_path / "copy.csv"
    assert main(["export", *arguments, "--out", str(out)]) == 2
    told = capsys.readouterr().err
    assert named in told
    assert told.count("\n") == 1
    assert not out.exists()


def test_a_data_folder_that_is_not_there_is_not_made(var_dir: Path, capsys: Captured) -> None:
    assert main(["export"]) == 2
    assert "HOUSESTYLE_VAR_DIR" in capsys.readouterr().err
    assert not var_dir.exists()


def test_a_workbook_is_written_byte_for_byte(store: Database, tmp_path: Path) -> None:
    stored_variants(store, 2)
    out = tmp_path / "copy.xlsx"
    assert main(["export", "--format", "review-xlsx", "--out", str(out)]) == 0
    assert openpyxl.load_workbook(out).active.max_row == 3


def test_what_a_platform_would_refuse_is_bad_input_and_leaves_no_file(
    store: Database, tmp_path: Path, capsys: Captured
) -> None:
    stored_variants(store, 2)
    out = tmp_path / "ads.csv"
    assert main(["export", "--format", "google-ads-editor", "--encoding", "utf-16-tsv", "--out", str(out)]) == 2
    assert "The selection has no texts for Google headline, Google description." in capsys.readouterr().err
    assert not out.exists()
