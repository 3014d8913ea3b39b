"""A strict CSV reader that can say where a file is broken: row and cell, not only that it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.errors import InvalidInput

Row = tuple[str, ...]
MOST_CELLS = 64
"""In one row. More is no table of ours, and would only cost memory."""


class BrokenRow(InvalidInput):
    """Row and cell, both counted from 1, where reading ended."""

    def __init__(self, row: int, cell: int, what: str) -> None:
        self.row = row
        self.cell = cell
        super().__init__("file", what)


def separator_of(text: str, candidates: str = ",;\t") -> str:
    """The candidate that the first line has most of; the first candidate where it has none.

    >>> separator_of("name;description\\nAnn;40, teaches"), separator_of("name")
    (';', ',')
    """
    header = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]
    return max(candidates, key=header.count)


def read_rows(text: str, separator: str, most_cells: int = MOST_CELLS) -> Iterator[Row]:
    """Rows of cells; a blank line is a row of one empty cell. Quoting as in RFC 4180, any line end.

    Raises BrokenRow where a quoted cell is not closed or goes on after its quote, and for a row of more
    than ``most_cells``; the rows before it have been yielded by then.
    """
    pattern = _cell(separator)
    row: list[str] = []
    at, number = 0, 1
    while at < len(text) or row:
        found = pattern.match(text, at)
        if found is None:
            raise BrokenRow(number, len(row) + 1, "The quotation marks do not match; double those inside the cell.")
        quoted, plain, end = found.groups()
        row.append(plain or "" if quoted is None else quoted.replace('""', '"'))
        if len(row) > most_cells:
            raise BrokenRow(number, len(row), f"The row has more than {most_cells} cells.")
        at = found.end()
        if end != separator:
            yield tuple(row)
            row, number = [], number + 1


def _cell(separator: str) -> re.Pattern[str]:
    """One cell and what ends it. Possessive, so that a broken file costs no backtracking."""
    apart = re.escape(separator)
    return re.compile(rf'(?:"((?:[^"]++|"")*+)"|([^"{apart}\r\n][^{apart}\r\n]*+)?+)({apart}|\r\n|\n|\r|\Z)')
