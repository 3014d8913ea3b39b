"""Personas from CSV: all rows or none, every problem by row and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

from core.errors import ImportRejected, InvalidInput, RowProblem
from core.exports.cells import unescape
from core.exports.personas_csv import COLUMNS

MOST_BYTES = 10 * 2**20
MOST_ROWS = 50_000
MOST_PROBLEMS = 100
"""Enough to mend a file by; a file that is wrong throughout need not be read to its end."""
REQUIRED = ("name", "description")
SEPARATORS = ",;\t"

Fields = dict[str, str]


def parse(content: bytes, checked: Callable[[Fields], Fields]) -> tuple[Fields, ...]:
    """Each row's fields, as ``checked`` returns them; blank lines are skipped.

    Columns may come in any order, separated by comma, semicolon or tab; ``name`` and ``description``
    are needed. Raises ImportRejected with up to 100 problems; the header is row 1.
    """
    header, rows = _table(content)
    _check_header(header)
    problems: list[RowProblem] = []
    people: list[Fields] = []
    for number, row in rows:
        if len(row) != len(header):
            problems.append(RowProblem(number, "", f"It has {len(row)} cells, the header has {len(header)}."))
        else:
            fields = {column: unescape(cell) for column, cell in zip(header, row, strict=True)}
            try:
                people.append(checked(fields))
            except InvalidInput as error:
                problems.append(RowProblem(number, error.field, str(error)))
        if len(problems) == MOST_PROBLEMS:
            break
    if problems:
        raise ImportRejected(tuple(problems))
    if not people:
        raise _rejected(1, "", "There is no row below the header.")
    return tuple(people)


def _table(content: bytes) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header, and the rows with their numbers."""
    text = _text(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    rows: list[tuple[int, list[str]]] = []
    number = 0
    try:
        for number, row in enumerate(reader, start=1):
            if any(cell.strip() for cell in row) or not rows:
                rows.append((number, row))
            if len(rows) > MOST_ROWS + 1:
                raise _rejected(number, "", f"The file has more than {MOST_ROWS:,} rows; split it.")
    except csv.Error as error:
        raise _rejected(number + 1, "", f"The row is not CSV ({error}).") from error
    if not rows:
        raise _rejected(1, "", "The file is empty.")
    return [cell.strip() for cell in rows[0][1]], rows[1:]


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise _rejected(1, "", f"The file is larger than {MOST_BYTES // 2**20} MB; split it.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise _rejected(row, "", "The row is not UTF-8; save the file as “CSV UTF-8”.") from error


def _separator(text: str) -> str:
    """The separator that the header has most of."""
    header = text.split("\n", 1)[0]
    return max(SEPARATORS, key=header.count)


def _check_header(header: Sequence[str]) -> None:
    problems = [RowProblem(1, column, "No persona has this column.") for column in header if column not in COLUMNS]
    problems += [RowProblem(1, column, "The column is missing.") for column in REQUIRED if column not in header]
    problems += [RowProblem(1, column, "The column is there twice.") for column in COLUMNS if header.count(column) > 1]
    if problems:
        raise ImportRejected(tuple(problems[:MOST_PROBLEMS]))


def _rejected(row: int, column: str, what: str) -> ImportRejected:
    return ImportRejected((RowProblem(row, column, what),))
