"""Plain sheets, for people and for tools that take any table: the first text of each field in one row, and so on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest

from core.channels.catalogue import Catalogue
from core.domain import Variant
from core.errors import ExportRefused, RowProblem
from core.exports.ads import FIRST_ROW, Ad, ads_of, require_any, wrong
from core.exports.sheet import Sheet

Make = Callable[[Sequence[Variant], Mapping[str, str], Catalogue], Sheet]
FIRST = ("Campaign", "Persona")
LAST = ("Link",)


def plain_sheet(columns: Mapping[str, str]) -> Make:
    """``columns`` are the headings by channel. What it gives raises ExportRefused for a text that is too long for its
    platform or breaks its rules, and where there is no text at all."""

    def made(variants: Sequence[Variant], campaigns: Mapping[str, str], catalogue: Catalogue) -> Sheet:
        ads = ads_of(variants, campaigns, tuple(columns))
        require_any(ads, columns, catalogue)
        found = [
            (ad, (ad.campaign, ad.persona, *texts, ad.link))
            for ad in ads
            for texts in zip_longest(*(ad.texts[channel] for channel in columns), fillvalue="")
        ]
        _require_valid(found, columns, catalogue)
        rows = [row for _, row in found]
        return Sheet(header=(*FIRST, *columns.values(), *LAST), rows=tuple(rows))

    return made


def _require_valid(
    rows: Sequence[tuple[Ad, tuple[str, ...]]], columns: Mapping[str, str], catalogue: Catalogue
) -> None:
    problems = [
        RowProblem(row=FIRST_ROW + place, column=heading, what=what)
        for place, (ad, row) in enumerate(rows)
        for (channel, heading), text in zip(columns.items(), row[len(FIRST) :], strict=False)
        if text
        for what in wrong(text, catalogue.get(channel), ad.placeholders)
    ]
    if problems:
        raise ExportRefused(tuple(problems))
