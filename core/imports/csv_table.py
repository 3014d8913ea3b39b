"""A CSV file as numbered rows, the header first; what cannot be read is refused by row and column."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence

from core.errors import RowProblem
from core.imports.csv_rows import MOST_CELLS, BrokenRow, Row, read_rows, separator_of
from core.imports.limits import rejected, require_row, require_size, shown

NumberedRow = tuple[int, Row]
STAND_IN = "x"
"""Any character stands for what follows, so that a new row or cell counts as begun."""


def utf_8(content: bytes) -> str:
    """With or without its mark. Raises ImportRejected."""
    return _decoded(content.removeprefix(codecs.BOM_UTF8), "utf-8")


def utf_8_or_16(content: bytes) -> str:
    """UTF-16 by its mark, as Google Ads Editor writes it. Raises ImportRejected."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(content, "utf-16")
    return utf_8(content)


def numbered_rows(text: str, *, most_cells: int = MOST_CELLS) -> list[NumberedRow]:
    """The rows that are not blank, header first, with their numbers from 1. Separated by comma, semicolon or tab.

    Raises ImportRejected for broken quotation and too many rows.
    """
    rows: list[NumberedRow] = []
    try:
        for number, row in _numbered(text, most_cells):
            if any(cell.strip() for cell in row):
                rows.append((number, row))
    except BrokenRow as error:
        raise rejected(error.row, column_name(error.cell, rows), error.what) from error
    return rows


def ragged(number: int, row: Row, columns: Sequence[str]) -> RowProblem:
    """Names the first column without a cell, or the first cell without a column."""
    column = columns[len(row)] if len(row) < len(columns) else str(len(columns) + 1)
    return RowProblem(number, column, f"The row has {len(row)} cells, the header {len(columns)}.")


def column_name(cell: int, rows: Sequence[NumberedRow]) -> str:
    """What the header, the first of ``rows`` that is not blank, calls the cell, counted from 1; else its number."""
    header = next((row for _, row in rows if any(row)), ())
    return shown(header[cell - 1]) if cell <= len(header) and header[cell - 1].strip() else str(cell)


def _decoded(content: bytes, encoding: str) -> str:
    require_size(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        row, column = _place(content[: error.start].decode(encoding))
        name = encoding.upper()
        raise rejected(row, column, f"This is not {name}; save the file as “CSV UTF-8”.") from error
    if "\x00" in text:
        row, column = _place(text[: text.index("\x00")])
        raise rejected(row, column, "NUL is no text; save the file as “CSV UTF-8”.")
    return text


def _numbered(text: str, most_cells: int = MOST_CELLS) -> Iterator[NumberedRow]:
    for number, row in enumerate(read_rows(text, separator_of(text), most_cells), start=1):
        require_row(number)
        yield number, row


def _place(before: str) -> tuple[int, str]:
    """Row and column of what follows ``before``."""
    rows: list[NumberedRow] = []
    try:
        for numbered in _numbered(before + STAND_IN):
            rows.append(numbered)
    except BrokenRow as error:
        return error.row, column_name(error.cell, rows)
    number, row = rows.pop()
    return number, column_name(len(row), rows)
