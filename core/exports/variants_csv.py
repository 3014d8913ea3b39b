"""The review export: one line a variant, for Excel and Google Sheets, in every language."""

from __future__ import annotations

from collections.abc import Sequence

from core.domain import Variant
from core.exports.csv_file import write_csv
from core.exports.rows import COLUMNS, UNNAMED, Names, row_of


def to_csv(variants: Sequence[Variant], names: Names = UNNAMED) -> bytes:
    """UTF-8 with its mark, CRLF, texts escaped; without variants the header alone."""
    return write_csv(tuple(COLUMNS), (tuple(row_of(variant, names).values()) for variant in variants))
