"""The export service: any selection of variants, looked at or taken away."""

from __future__ import annotations

from typing import Any

import pandas as pd

from core.domain import VariantFilter
from core.exports.rows import row_of
from core.exports.variants_csv import cells, to_csv
from core.exports.variants_jsonl import to_jsonl
from db.database import Database


class ExportService:
    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, wanted: VariantFilter) -> int:
        """How many rows the selection has."""
        return len(self._rows(wanted))

    def preview(self, wanted: VariantFilter, most: int = 20) -> pd.DataFrame:
        """The first rows, cell by cell as they stand in the CSV."""
        return pd.DataFrame([cells(row) for row in self._rows(wanted)[:most]])

    def csv(self, wanted: VariantFilter) -> bytes:
        return to_csv(self._rows(wanted))

    def jsonl(self, wanted: VariantFilter) -> bytes:
        return to_jsonl(self._rows(wanted))

    def _rows(self, wanted: VariantFilter) -> list[dict[str, Any]]:
        with self._database.read() as work:
            people = {profile.id: profile.name for profile in work.profiles.list()}
            return [row_of(variant, people) for variant in work.variants.list(wanted)]
