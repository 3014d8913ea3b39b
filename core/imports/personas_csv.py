"""Personas from CSV: all rows or none, every problem by row and column."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Sequence

from core.errors import ImportRejected, InvalidInput, RowProblem
from core.exports.cells import unescape
from core.exports.personas_csv import COLUMNS
from core.imports.csv_rows import BrokenRow, read_rows, separator_of

MOST_BYTES = 10 * 2**20
MOST_ROWS = 50_000
REQUIRED = ("name", "description")
NAME_SHOWN = 60
STAND_IN = "x"
"""Takes the place of a refused cell, so that the row's other cells are looked at too."""

Fields = dict[str, str]
Checked = Callable[[Fields], Fields]
Row = tuple[str, ...]


def parse(content: bytes, checked: Checked) -> tuple[Fields, ...]:
    """Each row's fields, as ``checked`` returns them; blank lines are skipped.

    UTF-8 with or without its mark. Columns may come in any order, separated by comma, semicolon or tab;
    ``name`` and ``description`` are needed. ``checked`` raises InvalidInput naming the column.
    Raises ImportRejected with every problem; the header is row 1.
    """
    (first, header), *rows = _table(_text(content))
    columns = _columns(first, header)
    people: list[Fields] = []
    problems: list[RowProblem] = []
    for number, row in rows:
        if len(row) != len(columns):
            problems.append(_ragged(number, row, columns))
            continue
        fields = {column: unescape(cell) for column, cell in zip(columns, row, strict=True)}
        try:
            people.append(checked(fields))
        except InvalidInput:
            problems += _problems(number, fields, checked)
    if problems:
        raise ImportRejected(tuple(problems))
    if not people:
        raise _rejected(first + 1, REQUIRED[0], "There is no row below the header.")
    return tuple(people)


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise _rejected(1, "", f"The file is larger than {MOST_BYTES // 2**20} MB; split it.")
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        row, column = _place(content[: error.start].decode("utf-8"))
        raise _rejected(row, column, "This is not UTF-8; save the file as “CSV UTF-8”.") from error
    if "\x00" in text:
        row, column = _place(text[: text.index("\x00")])
        raise _rejected(row, column, "NUL is no text; save the file as “CSV UTF-8”.")
    return text


def _table(text: str) -> list[tuple[int, Row]]:
    """The rows that are not blank, header first, with their numbers."""
    rows: list[tuple[int, Row]] = []
    try:
        for number, row in _numbered(text):
            if any(cell.strip() for cell in row):
                rows.append((number, row))
    except BrokenRow as error:
        raise _rejected(error.row, _name(error.cell, rows), error.what) from error
    if not rows:
        raise _rejected(1, REQUIRED[0], "The file is empty.")
    return rows


def _numbered(text: str) -> Iterator[tuple[int, Row]]:
    for number, row in enumerate(read_rows(text, separator_of(text)), start=1):
        if number > MOST_ROWS + 1:
            raise _rejected(number, "", f"The file has more than {MOST_ROWS:,} rows; split it.")
        yield number, row


def _place(before: str) -> tuple[int, str]:
    """Row and column of what follows ``before``."""
    rows: list[tuple[int, Row]] = []
    try:
        # Any character stands for what follows, so that a new row or cell counts as begun.
        for numbered in _numbered(before + STAND_IN):
            rows.append(numbered)
    except BrokenRow as error:
        return error.row, _name(error.cell, rows)
    number, row = rows.pop()
    return number, _name(len(row), rows)


def _name(cell: int, rows: Sequence[tuple[int, Row]]) -> str:
    """What the header, the first of ``rows`` that is not blank, calls the cell; else its number."""
    header = next((row for _, row in rows if any(row)), ())
    return _shown(header[cell - 1]) if cell <= len(header) and header[cell - 1].strip() else str(cell)


def _columns(number: int, header: Row) -> tuple[str, ...]:
    """The header in our spelling: “How to speak” is how_to_speak."""
    columns = tuple(name.strip().lower().replace(" ", "_") for name in header)
    problems = [
        RowProblem(number, _name(cell, [(number, header)]), f"Personas have no such column, only {', '.join(COLUMNS)}.")
        for cell, column in enumerate(columns, start=1)
        if column not in COLUMNS
    ]
    problems += [RowProblem(number, column, "The column is missing.") for column in REQUIRED if column not in columns]
    problems += [
        RowProblem(number, column, "The column is there twice.") for column in COLUMNS if columns.count(column) > 1
    ]
    if problems:
        raise ImportRejected(tuple(problems))
    return columns


def _ragged(number: int, row: Row, columns: Sequence[str]) -> RowProblem:
    """Names the first column without a cell, or the first cell without a column."""
    column = columns[len(row)] if len(row) < len(columns) else str(len(columns) + 1)
    return RowProblem(number, column, f"The row has {len(row)} cells, the header {len(columns)}.")


def _problems(number: int, fields: Fields, checked: Checked) -> list[RowProblem]:
    """All that is wrong with one row."""
    problems: list[RowProblem] = []
    fields = dict(fields)
    while True:
        try:
            checked(fields)
        except InvalidInput as error:
            problems.append(RowProblem(number, error.field, str(error)))
            if fields.get(error.field, STAND_IN) == STAND_IN:
                return problems
            fields[error.field] = STAND_IN
        else:
            return problems


def _shown(name: str) -> str:
    name = " ".join(name.split())
    return name if len(name) <= NAME_SHOWN else f"{name[:NAME_SHOWN]}…"


def _rejected(row: int, column: str, what: str) -> ImportRejected:
    return ImportRejected((RowProblem(row, column, what),))
