"""A workbook (.xlsx) as numbered rows: the values of its first sheet, as they were when it was saved.

No formula is run. A workbook is a ZIP archive, and a small one can hold far more than fits into memory; what it says
of its own sizes is looked at, and its XML is counted, before any of it is parsed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree.ElementTree import iterparse

import openpyxl
from openpyxl.cell.read_only import EMPTY_CELL

from core.errors import ImportRejected
from core.imports.csv_table import NumberedRow
from core.imports.limits import MOST_CELLS, MOST_COLUMNS, rejected, require_row

MOST_UNZIPPED = 60 * 2**20
"""Bytes of all parts together: 50,000 rows of 20 columns are about 40 MB."""
MOST_TAGS = 4_000_000
"""Each takes memory while it is parsed, however short it is. A cell with its value has four."""
MOST_TOGETHER = 200_000
"""Tags between two rows or two shared texts: so much is held at once. A row of 400 columns has 1,600."""
MOST = {b"row": 200_000, b"si": 1_000_000}
"""Rows, those that are only formatted among them, and shared texts."""
APART = re.compile(rb"<(?:\w+:)?(row|si)[\s/>]")
LAST_ROW = 1_048_576
"""Of a sheet. Source: Microsoft Support, Excel specifications and limits, read 2026-11-26."""
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
NOT_READ = "This workbook cannot be read; save it anew as .xlsx, or as “CSV UTF-8”."
TOO_BIG = "The workbook holds more than can be read at once; split it, or save it as “CSV UTF-8”."
NO_RESULT = "The formula has no stored result; open the file in a spreadsheet, save it and try again."

Faults = dict[tuple[int, int], str]
"""What is wrong with a cell, by its row from 1 and the place of its column from 0."""


def is_workbook(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def workbook_rows(content: bytes) -> tuple[list[NumberedRow], Faults]:
    """The rows that are not blank, header first and all as wide as it, and the cells that hold no value.

    Raises ImportRejected.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _require_bearable(archive)
            return _read(content, archive)
    except ImportRejected:
        raise
    except Exception as error:
        # Of a damaged archive the libraries raise whatever their code runs into.
        raise rejected(1, "1", NOT_READ) from error


def _require_bearable(archive: zipfile.ZipFile) -> None:
    """Raises ImportRejected for an archive that would take too much memory or time."""
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > MOST_UNZIPPED:
        raise rejected(1, "", TOO_BIG)
    if any(part.compress_type not in PACKED for part in parts):
        raise rejected(1, "1", NOT_READ)
    tags = 0
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            tags += _bearable_tags(archive.read(part))
    if tags > MOST_TAGS:
        raise rejected(1, "", TOO_BIG)


def _bearable_tags(part: bytes) -> int:
    """How many there are. Raises ImportRejected where they would take too much memory or time."""
    start = 0
    found = dict.fromkeys(MOST, 0)
    for match in APART.finditer(part):
        name = match[1]
        found[name] += 1
        if found[name] > MOST[name] or part.count(b"<", start, match.start()) > MOST_TOGETHER:
            raise rejected(1, "", TOO_BIG)
        start = match.start()
    if part.count(b"<", start) > MOST_TOGETHER:
        raise rejected(1, "", TOO_BIG)
    return part.count(b"<")


def _read(content: bytes, archive: zipfile.ZipFile) -> tuple[list[NumberedRow], Faults]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a sheet says of its size is often wrong
        empty = _without_result(archive, sheet._worksheet_path)
        rows: list[NumberedRow] = []
        faults: Faults = {}
        for number, cells in _numbered(sheet):
            own = _faults(number, cells, empty)
            row = _trimmed(tuple(map(_text, cells)))
            if row or own:
                require_row(number)
                faults.update(own)
                rows.append((number, row))
    finally:
        book.close()
    return _as_wide_as_the_header(rows), faults


def _numbered(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Rows with something in them."""
    places = 0
    for number, row in enumerate(sheet.iter_rows(max_row=LAST_ROW), start=1):
        places += len(row)
        if places > MOST_CELLS:  # the gaps between cells take their place too
            raise rejected(number, "", TOO_BIG)
        if any(cell is not EMPTY_CELL for cell in row):
            yield number, row


def _as_wide_as_the_header(rows: list[NumberedRow]) -> list[NumberedRow]:
    """A row that goes on after the header's last cell stays too long."""
    if not rows:
        return []
    width = len(rows[0][1])
    if width > MOST_COLUMNS:
        raise rejected(rows[0][0], str(width), f"The row has more than {MOST_COLUMNS} cells.")
    return [(number, row + ("",) * (width - len(row))) for number, row in rows]


def _trimmed(row: tuple[str, ...]) -> tuple[str, ...]:
    """Without the empty cells at its end."""
    last = max((place for place, cell in enumerate(row, start=1) if cell.strip()), default=0)
    return row[:last]


def _faults(number: int, cells: Sequence[Any], without_result: frozenset[str]) -> Faults:
    faults: Faults = {}
    for place, cell in enumerate(cells):
        if cell is EMPTY_CELL:
            continue
        if cell.data_type == "e":
            faults[number, place] = f"The cell holds the error {cell.value}."
        elif without_result and cell.coordinate in without_result:
            faults[number, place] = NO_RESULT
    return faults


def _without_result(archive: zipfile.ZipFile, path: str) -> frozenset[str]:
    """Coordinates of the cells with a formula and no value: the library shows them as empty."""
    found: set[str] = set()
    with archive.open(path) as file:
        for _, element in iterparse(file):
            if element.tag.endswith("}row"):
                found.update(cell.get("r", "") for cell in element if _lacks_result(cell))
                element.clear()
    return frozenset(found)


def _lacks_result(cell: Any) -> bool:
    tags = {child.tag.rpartition("}")[2]: child for child in cell}
    return "f" in tags and not ("v" in tags and tags["v"].text)


def _text(cell: Any) -> str:
    """The value as a person would type it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date | time | timedelta):
        return str(value)
    return str(value)


def _number(value: float, number_format: str) -> str:
    """Without the digits that only the machine's arithmetic made; a share as a percentage, as the sheet shows it."""
    if number_format.endswith("%"):
        return f"{value * 100:.15g}%"
    return f"{value:.15g}"
