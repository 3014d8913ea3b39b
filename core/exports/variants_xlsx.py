"""The review export as a workbook: texts wrapped, a filter on every column, no cell run as a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import xlsxwriter

from core.domain import Variant
from core.exports.rows import COLUMNS, UNNAMED, Names, row_of

WIDE = {"text": 60, "original_text": 60, "failed_checks": 40, "comments": 40, "prompt": 60, "settings": 40}
NARROW = 14
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""When a workbook without variants says it was made."""
MOST_IN_A_CELL = 32_767
"""Characters; Excel opens no workbook that holds more in one cell. Source: Excel specifications, read 2026-11-26."""


def to_xlsx(variants: Sequence[Variant], names: Names = UNNAMED) -> bytes:
    """One sheet; what is too long for a cell ends in “…”. The same variants make the same bytes."""
    out = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(out, plain) as book:
        book.set_properties({"created": max((one.draft.created_at for one in variants), default=NO_DATE)})
        sheet = book.add_worksheet("Variants")
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.write_row(0, 0, list(COLUMNS), book.add_format({"bold": True, "bottom": 1}))
        for place, variant in enumerate(variants, start=1):
            for column, value in enumerate(row_of(variant, names).values()):
                if isinstance(value, str):
                    sheet.write_string(place, column, _fitting(value), wrapped)
                else:
                    sheet.write(place, column, value, wrapped)
        for column, name in enumerate(COLUMNS):
            sheet.set_column(column, column, WIDE.get(name, NARROW))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(variants), len(COLUMNS) - 1)
    return out.getvalue()


def _fitting(text: str) -> str:
    return text if len(text) <= MOST_IN_A_CELL else f"{text[: MOST_IN_A_CELL - 1]}…"
