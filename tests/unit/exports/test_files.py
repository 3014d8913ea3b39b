from __future__ import annotations

import codecs
import csv
import io
import json

from core.exports.cells import unescape
from core.exports.personas_csv import personas_to_csv
from core.exports.rows import COLUMNS
from core.exports.variants_csv import to_csv
from core.exports.variants_jsonl import to_jsonl
from tests.support.building import a_persona
from tests.unit.exports.examples import ADA, a_discussed_variant, a_variant

VARIANT_LINE = (
    "persona, channel, rank, text, length, limit, passed, checks, score, "
    "model, revision, adapter, prompt, seed, settings, seconds"
).split(", ")


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_excel_is_told_that_the_file_is_utf8_and_where_lines_end() -> None:
    content = to_csv([a_variant(text="für 小红书")])
    assert content.startswith(codecs.BOM_UTF8)
    assert content.endswith(b"\r\n")
    assert rows_of(content)[0]["text"] == "für 小红书"


def test_cells_that_look_like_formulas_are_escaped() -> None:
    row = rows_of(to_csv([a_discussed_variant()]))[0]
    assert row["original_text"] == "'+15% warmer mornings with Brightmug."
    assert row["comments"] == "'=now I like it"


def test_truth_and_nothing_are_written_plainly() -> None:
    row = rows_of(to_csv([a_variant(campaign_id=None, pinned=True)]))[0]
    assert (row["pinned"], row["stars"], row["campaign_id"]) == ("true", "", "")


def test_texts_of_many_lines_and_quotes_come_back() -> None:
    text = 'Dear "Ann",\r\n\r\n\tcome; stay, \'tis warm\n'
    assert unescape(rows_of(to_csv([a_variant(text=text)]))[0]["text"]) == text


def test_no_variants_give_the_header_alone() -> None:
    assert to_csv([]).decode("utf-8-sig") == ",".join(COLUMNS) + "\r\n"
    assert to_jsonl([]) == b""


def test_a_json_line_is_the_variant_line_and_the_other_columns() -> None:
    variant = a_discussed_variant()
    lines = to_jsonl([variant, a_variant()], {ADA.id: "Ada"}).decode("utf-8").splitlines()
    line = json.loads(lines[0])
    assert len(lines) == 2
    assert [name for name in VARIANT_LINE if name not in line] == []
    assert [name for name in COLUMNS if name not in line] == []
    assert line["checks"][1] == {"name": "brand", "ok": False, "reason": "Brightmug is not named"}
    assert line["settings"]["temperature"] == 0.8
    assert line["decided_by"] == "Ada"


def test_a_json_line_holds_texts_as_they_are_and_of_the_newest_edit() -> None:
    line = json.loads(to_jsonl([a_discussed_variant()]))
    assert line["text"] == "Warmer mornings, 15% off."
    assert (line["length"], line["passed"]) == (25, False)
    assert line["original_text"] == "+15% warmer mornings with Brightmug."


def test_no_personas_give_a_header_to_fill_in() -> None:
    content = personas_to_csv([]).decode("utf-8-sig")
    assert content == "name,description,wants,stops,how_to_speak,example\r\n"


def test_personas_have_a_line_each() -> None:
    rows = rows_of(personas_to_csv([a_persona(name="@Ann", wants="warmth"), a_persona()]))
    assert (rows[0]["name"], rows[0]["wants"]) == ("'@Ann", "warmth")
    assert rows[1]["name"] == "The teacher"
