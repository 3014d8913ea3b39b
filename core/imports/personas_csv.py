"""Personas from CSV: all rows or none, every problem by row and column."""

from __future__ import annotations

from collections.abc import Callable

from core.errors import ImportRejected, InvalidInput, RowProblem
from core.exports.cells import unescape
from core.exports.personas_csv import COLUMNS
from core.imports.csv_rows import Row
from core.imports.csv_table import column_name, numbered_rows, ragged, utf_8
from core.imports.limits import rejected

REQUIRED = ("name", "description")
STAND_IN = "x"
"""Takes the place of a refused cell, so that the row's other cells are looked at too."""

Fields = dict[str, str]
Checked = Callable[[Fields], Fields]


def parse(content: bytes, checked: Checked) -> tuple[Fields, ...]:
    """Each row's fields, as ``checked`` returns them; blank lines are skipped.

    UTF-8 with or without its mark. Columns may come in any order, separated by comma, semicolon or tab;
    ``name`` and ``description`` are needed. ``checked`` raises InvalidInput naming the column.
    Raises ImportRejected with every problem; the header is row 1.
    """
    found = numbered_rows(utf_8(content))
    if not found:
        raise rejected(1, REQUIRED[0], "The file is empty.")
    (first, header), *rows = found
    columns = _columns(first, header)
    people: list[Fields] = []
    problems: list[RowProblem] = []
    for number, row in rows:
        if len(row) != len(columns):
            problems.append(ragged(number, row, columns))
            continue
        fields = {column: unescape(cell) for column, cell in zip(columns, row, strict=True)}
        try:
            people.append(checked(fields))
        except InvalidInput:
            problems += _problems(number, fields, checked)
    if problems:
        raise ImportRejected(tuple(problems))
    if not people:
        raise rejected(first + 1, REQUIRED[0], "There is no row below the header.")
    return tuple(people)


def _columns(number: int, header: Row) -> tuple[str, ...]:
    """The header in our spelling: “How to speak” is how_to_speak."""
    columns = tuple(name.strip().lower().replace(" ", "_") for name in header)
    problems = [
        RowProblem(
            number, column_name(cell, [(number, header)]), f"Personas have no such column, only {', '.join(COLUMNS)}."
        )
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
