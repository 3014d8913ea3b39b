"""CSV as spreadsheets open it: UTF-8 with its mark, CRLF, no cell run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from core.exports.cells import escape

ENCODING = "utf-8-sig"
"""With its mark in front: without it Excel takes UTF-8 for the machine's own code page."""

Value = str | int | float | bool | None


def to_cell(value: Value) -> str:
    """The value as it stands in the file.

    >>> to_cell("=1+1"), to_cell(True), to_cell(None), to_cell(4.5)
    ("'=1+1", 'true', '', '4.5')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(value) if isinstance(value, str) else str(value)


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The header, then a line a row; without rows the header alone."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([to_cell(value) for value in row] for row in rows)
    return out.getvalue().encode(ENCODING)
