"""The export service: any selection of variants, looked at or taken away."""

from __future__ import annotations

import sys
from dataclasses import replace

import pandas as pd

from core.domain import Variant, VariantFilter
from core.exports.csv_file import to_cell
from core.exports.rows import COLUMNS, row_of
from core.exports.variants_csv import to_csv
from core.exports.variants_jsonl import to_jsonl
from db.database import Database

ALL = sys.maxsize
"""A filter's own limit is for screens; a file that leaves is whole."""


class ExportService:
    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, wanted: VariantFilter) -> int:
        """How many rows the files have."""
        return len(self._selected(wanted)[0])

    def preview(self, wanted: VariantFilter, most: int = 20) -> pd.DataFrame:
        """The first ``most`` rows, cell by cell as they stand in the CSV."""
        variants, people = self._selected(wanted, most)
        rows = [[to_cell(value) for value in row_of(variant, people).values()] for variant in variants]
        return pd.DataFrame(rows, columns=list(COLUMNS), dtype=str)

    def csv(self, wanted: VariantFilter) -> bytes:
        """See ``core.exports.variants_csv``."""
        return to_csv(*self._selected(wanted))

    def jsonl(self, wanted: VariantFilter) -> bytes:
        """See ``core.exports.variants_jsonl``."""
        return to_jsonl(*self._selected(wanted))

    def _selected(self, wanted: VariantFilter, most: int = ALL) -> tuple[tuple[Variant, ...], dict[str, str]]:
        """The variants, and the names of people by id."""
        with self._database.read() as work:
            people = {profile.id: profile.name for profile in work.profiles.list()}
            return work.variants.list(replace(wanted, limit=most)), people
