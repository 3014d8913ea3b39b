from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from core.__main__ import main
from core.domain import ExportTemplate
from db.database import Database
from tests.support.building import a_brand, a_brief, a_campaign, a_cell, a_draft, a_rating, a_run, stored_variants

CaptureBytes = pytest.CaptureFixture[bytes]
Captured = pytest.CaptureFixture[str]


def test_csv_goes_to_standard_output_byte_for_byte(store: Database, capfdbinary: CaptureBytes) -> None:
    stored_variants(store, 2)
    assert main(["export"]) == 0
    captured = capfdbinary.readouterr()
    assert captured.out.startswith(b"\xef\xbb\xbfcampaign,")
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


def test_what_the_command_line_takes_is_recorded_as_nobodys(store: Database, tmp_path: Path) -> None:
    stored_variants(store, 2)
    out = tmp_path / "copy.csv"
    assert main(["export", "--out", str(out)]) == 0
    with store.read() as work:
        (record,) = work.exports.list()
        assert work.exports.content(record.id) == out.read_bytes()
    assert (record.profile_id, record.format, record.variants) == (None, "review-csv", 2)


def an_ad(store: Database) -> None:
    texts = {"meta_primary": "Cold again? Brightmug keeps it at 60 C.", "meta_headline": "Warm at last"}
    link = "https://brightmug.example"
    run = a_run(cells=tuple(a_cell(index=i, brief=a_brief(channel=one, link=link)) for i, one in enumerate(texts)))
    with store.work() as work:
        work.runs.add(run)
        work.drafts.add_all(tuple(a_draft(run, cell=i, rank=1, text=text) for i, text in enumerate(texts.values())))
        work.commit()


HEADER = "Campaign ID,Campaign Name,Ad Set Name,Ad Name,Ad Status,Title,Body,Link"


def test_a_template_gives_the_file_its_columns(store: Database, tmp_path: Path) -> None:
    an_ad(store)
    template, out = tmp_path / "account.csv", tmp_path / "ads.csv"
    template.write_bytes(f"{HEADER}\r\n1,2,3\r\n".replace(",", "\t").encode("utf-16"))
    assert main(["export", "--format", "meta", "--template", str(template), "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8").splitlines()[0] == HEADER


def test_the_remembered_template_is_the_command_lines_too(store: Database, tmp_path: Path) -> None:
    an_ad(store)
    with store.work() as work:
        work.exports.set_template(ExportTemplate(format="meta", header=tuple(HEADER.split(",")), file_name="a.csv"))
        work.commit()
    out = tmp_path / "ads.csv"
    assert main(["export", "--format", "meta", "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8").splitlines()[0] == HEADER


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("meta", b"name,description", "None of its 2 headings is one of Meta's"),
        ("meta", None, "cannot be read"),
        ("x", HEADER.encode(), "takes no template"),
    ],
)
def test_a_template_that_is_none_is_bad_input_and_leaves_no_file(
    store: Database, tmp_path: Path, capsys: Captured, name: str, content: bytes | None, told: str
) -> None:
    an_ad(store)
    template, out = tmp_path / "account.csv", tmp_path / "ads.csv"
    if content is not None:
        template.write_bytes(content)
    assert main(["export", "--format", name, "--template", str(template), "--out", str(out)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("--template: ")
    assert told in said
    assert not out.exists()


def test_what_ratings_teach_is_written_a_line_a_lesson(store: Database, tmp_path: Path, capsys: Captured) -> None:
    profile, _, drafts = stored_variants(store, 2)
    out = tmp_path / "lessons.jsonl"
    command = ["export", "--format", "training-jsonl", "--out", str(out)]
    assert main(command) == 2
    assert "Nothing in the selection teaches anything yet." in capsys.readouterr().err
    with store.work() as work:
        work.ratings.add(a_rating(drafts[0], profile, stars=5))
        work.commit()
    assert main(command) == 0
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["type"] for line in lines] == ["sft", "label"]
