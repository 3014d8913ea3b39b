"""A workbook that means harm, or was damaged, is refused before it costs much."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import openpyxl
import pytest

from core.errors import ImportRejected
from core.imports.table import read_table
from core.imports.workbook import MOST_UNZIPPED, NO_RESULT, TOO_BIG
from tests.unit.imports.files import NAMESPACE, SHARED, a_sheet, a_workbook, with_part

GOOD = a_workbook(["name", "facts"], ["Mug", "warm"])
TOO_MANY = 200_001
BOMBS = {
    "zeros": lambda: with_part(GOOD, "xl/media/image1.png", "\0" * (MOST_UNZIPPED + 1)),
    "cells in a row": lambda: a_sheet(f'<row r="1">{"<c/>" * TOO_MANY}</row>'),
    "rows": lambda: a_sheet('<row ht="1"/>' * TOO_MANY),
    "texts": lambda: with_part(GOOD, SHARED, f"<sst {NAMESPACE}>{'<si/>' * 1_000_001}</sst>"),
    "styles": lambda: with_part(GOOD, "xl/styles.xml", f"<styleSheet {NAMESPACE}>{'<a/>' * TOO_MANY}</styleSheet>"),
    "far columns": lambda: a_sheet("".join(f'<row r="{row}"><c r="ZZZ{row}"/></row>' for row in range(1, 1_000))),
}


def refusal(content: bytes) -> ImportRejected:
    with pytest.raises(ImportRejected) as caught:
        read_table(content)
    return caught.value


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_and_takes_little_memory(name: str) -> None:
    content = BOMBS[name]()
    assert len(content) < 100_000
    tracemalloc.start()
    try:
        error = refusal(content)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert TOO_BIG in str(error)
    assert peak < MOST_UNZIPPED


def test_a_row_that_says_it_is_far_down_costs_nothing() -> None:
    assert "empty" in str(refusal(a_sheet('<row r="999999999999"><c r="A1"><v>1</v></c></row>')))


def test_entities_are_not_expanded() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    content = with_part(
        GOOD,
        SHARED,
        f'<!DOCTYPE sst [<!ENTITY e0 "boo">{entities}]><sst {NAMESPACE}><si><t>&e9;</t></si></sst>',
    )
    assert "cannot be read" in str(refusal(content))


def test_a_formula_is_not_run_and_one_without_a_result_is_a_fault_of_its_cell() -> None:
    book = openpyxl.Workbook()
    book.active.append(["name", "facts"])
    book.active.append(["=1+1", "warm"])
    out = io.BytesIO()
    book.save(out)
    table = read_table(out.getvalue())
    assert table.rows == ((2, ("", "warm")),)
    assert table.faults == {(2, 0): NO_RESULT}


def test_a_formula_with_a_result_is_its_result_and_an_error_is_a_fault() -> None:
    table = read_table(
        a_sheet(
            '<row r="1"><c r="A1" t="str"><v>name</v></c><c r="B1" t="str"><v>facts</v></c></row>'
            '<row r="2"><c r="A2" t="str"><f>"M"&amp;"ug"</f><v>Mug</v></c><c r="B2" t="e"><v>#REF!</v></c></row>'
        )
    )
    assert table.rows[0][1][0] == "Mug"
    assert table.faults == {(2, 1): "The cell holds the error #REF!."}


def test_a_cell_beyond_the_header_is_named() -> None:
    error = refusal(a_workbook(["name"], ["Mug", "warm"]))
    assert [(problem.row, problem.column) for problem in error.problems] == [(2, "2")]


def test_only_the_first_sheet_is_read() -> None:
    book = openpyxl.Workbook()
    for sheet, name in ((book.active, "Mug"), (book.create_sheet(), "Bottle")):
        sheet.append(["name"])
        sheet.append([name])
    out = io.BytesIO()
    book.save(out)
    assert read_table(out.getvalue()).rows == ((2, ("Mug",)),)


@pytest.mark.parametrize("packed", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_packings_that_no_spreadsheet_writes_are_refused(packed: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w", packed) as new:
        for part in old.infolist():
            new.writestr(part.filename, old.read(part))
    assert "cannot be read" in str(refusal(out.getvalue()))


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "name,facts")
    assert "cannot be read" in str(refusal(out.getvalue()))
