"""Existing ads: the texts of a brand, out of an ad platform's export."""

from __future__ import annotations

from collections.abc import Iterable

from core.domain import OwnText
from core.errors import InvalidInput, RowProblem
from core.imports.fields import fields_of
from core.imports.plan import ImportRequest, Plan, PlannedRow
from core.imports.records import Record, records
from core.library.campaigns import LONGEST_REWRITE
from core.library.shelf import new_id
from core.text_input import clean

PLACES = ("ad", "group")
"""The fields that say where a text stood; every other field is a channel."""
LONGEST_PLACE = 300
ERASE = "[]"
"""Google Ads Editor's word for a text that is to be taken out."""


def plan_texts(request: ImportRequest, stored: Iterable[OwnText]) -> Plan:
    """Each text of each row, once for each channel; ``stored`` are the brand's texts that are there already."""
    fields = fields_of(request.kind)
    channels = [field.name for field in fields if field.name not in PLACES]
    if not any(request.chosen.get(channel) for channel in channels):
        lacking = RowProblem(request.table.header_row, "Texts", "No column is chosen for any of them.")
        return Plan(rows=(), made=(), problems=(lacking,))
    seen = {(text.channel, text.text) for text in stored}
    rows: list[PlannedRow] = []
    made: list[OwnText] = []
    known = empty = 0
    for record in records(request.table, fields, request.chosen):
        own, problems = _texts(request, record, channels)
        problems = record.broken + problems
        if not own and not problems:
            empty += 1
            continue
        rows.append(PlannedRow(record.row, record.values, problems))
        for text in own:
            if (text.channel, text.text) in seen:
                known += 1
            else:
                seen.add((text.channel, text.text))
                made.append(text)
    found = tuple(problem for row in rows for problem in row.problems)
    return Plan(rows=tuple(rows), made=tuple(made), problems=found, known=known, empty=empty)


def _texts(
    request: ImportRequest, record: Record, channels: Iterable[str]
) -> tuple[list[OwnText], tuple[RowProblem, ...]]:
    made: list[OwnText] = []
    problems: list[RowProblem] = []
    ad, group = (str(record.values[name])[:LONGEST_PLACE] for name in PLACES)
    for channel in channels:
        for column, cell in zip(request.chosen.get(channel, ()), record.values[channel], strict=True):
            try:
                text = clean("text", cell, longest=LONGEST_REWRITE)
            except InvalidInput as error:
                problems.append(RowProblem(record.row, column, str(error)))
                continue
            if text and text != ERASE:
                made.append(
                    OwnText(
                        id=new_id(),
                        brand_id=request.brand_id,
                        channel=channel,
                        text=text,
                        ad=ad,
                        group=group,
                        is_example=request.as_examples,
                    )
                )
    return made, tuple(problems)
