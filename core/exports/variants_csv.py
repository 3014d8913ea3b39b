"""The review export: CSV for Excel and Google Sheets, every language, no cell run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from core.exports.cells import escape

ENCODING = "utf-8-sig"
"""With its mark in front: without it Excel takes UTF-8 for the machine's own code page."""


def to_csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """A header and a line a row (CRLF), texts escaped. No rows give an empty file."""
    if not rows:
        return b""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(cells(row) for row in rows)
    return out.getvalue().encode(ENCODING)


def cells(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as it stands in the file."""
    return {name: escape(value) if isinstance(value, str) else value for name, value in row.items()}
