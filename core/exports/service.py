"""The export service: any selection of variants, looked at or taken away."""

from __future__ import annotations

import sys
from dataclasses import replace

import pandas as pd

from core.channels.catalogue import Catalogue
from core.domain import VariantFilter
from core.errors import InvalidInput
from core.exports.csv_file import to_cell
from core.exports.formats import FORMATS, Format, Selection
from core.exports.rows import COLUMNS, row_of
from core.exports.sheet import Encoding
from db.database import Database

ALL = sys.maxsize
"""A filter's own limit is for screens; a file that leaves is whole."""


class ExportService:
    def __init__(self, database: Database, channels: Catalogue) -> None:
        self._database = database
        self._channels = channels

    def count(self, wanted: VariantFilter) -> int:
        """How many variants the selection has."""
        return len(self._selected(wanted).variants)

    def preview(self, wanted: VariantFilter, name: str = "review-csv", most: int = 20) -> pd.DataFrame:
        """The first ``most`` rows, cell by cell as they stand in the file; of workbook and JSON, those of the CSV.

        Raises InvalidInput for an unknown format, ExportRefused.
        """
        if _format(name).sheet is not None:
            made = _format(name).table(self._selected(wanted))
            return pd.DataFrame(made.rows[:most], columns=list(made.header), dtype=str)
        selection = self._selected(wanted, most)
        rows = [[to_cell(value) for value in row_of(one, selection.people).values()] for one in selection.variants]
        return pd.DataFrame(rows, columns=list(COLUMNS), dtype=str)

    def file(self, wanted: VariantFilter, name: str, encoding: Encoding = Encoding.UTF_8) -> bytes:
        """The selection in the format of that name; ``encoding`` is for files of platforms.

        Raises InvalidInput for an unknown format, ExportRefused for what the platform would refuse.
        """
        return _format(name).made(self._selected(wanted), encoding)

    def _selected(self, wanted: VariantFilter, most: int = ALL) -> Selection:
        with self._database.read() as work:
            return Selection(
                variants=work.variants.list(replace(wanted, limit=most)),
                people={profile.id: profile.name for profile in work.profiles.list()},
                campaigns={one.id: one.name for one in (*work.campaigns.list(), *work.campaigns.list(archived=True))},
                catalogue=self._channels,
            )


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise InvalidInput("format", f"There is no format “{name}”.", f"Known: {', '.join(FORMATS)}.")
    return FORMATS[name]
