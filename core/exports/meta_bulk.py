"""Ads as Meta Ads Manager imports them in bulk.

The headers change with the account, so the header of an account's own export can be given, and is kept as it is.
Source: third parties' descriptions of the template, read 2026-11-24: primary text is Body, headline is Title.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from core.channels.catalogue import Catalogue
from core.domain import Variant
from core.errors import ExportRefused, InvalidInput, RowProblem
from core.exports.ads import FIRST_ROW, Ad, ads_of, require_valid, wrong
from core.exports.sheet import Sheet

TEXTS = {"meta_primary": "Body", "meta_headline": "Title"}
DESCRIPTION = "meta_description"
MOST = 5
NAMES = ("Campaign Name", "Ad Set Name", "Ad Name", "Ad Status")
STATUS = "PAUSED"
HEADER = (
    *NAMES,
    "Title",
    *(f"Additional Title {place}" for place in range(1, MOST)),
    "Body",
    *(f"Additional Body {place}" for place in range(1, MOST)),
    "Link",
    "Link Description",
)


def require_template(header: Sequence[str]) -> None:
    """Raises InvalidInput for a header that cannot be of Meta's: not one heading of ours, or one of ours twice."""
    ours = [heading for heading in header if heading in HEADER]
    if not ours:
        raise InvalidInput(
            "template",
            f"None of its {len(header)} headings is one of Meta's, such as “Campaign Name” or “Body”.",
            "Take an export of ads from Ads Manager, with its language set to English.",
        )
    for heading in ours:
        if ours.count(heading) > 1:
            raise InvalidInput("template", f"It has the heading “{heading}” twice.", "Remove one of them.")


def meta_bulk(
    variants: Sequence[Variant], campaigns: Mapping[str, str], catalogue: Catalogue, header: Sequence[str] = HEADER
) -> Sheet:
    """An ad for each campaign and persona; ``header`` is that of the account's own export. Raises ExportRefused, where
    it lacks a heading for something that the ads have as well."""
    ads = ads_of(variants, campaigns, (*TEXTS, DESCRIPTION))
    require_valid(ads, TEXTS, catalogue)
    _require_one_description(ads, catalogue)
    cells = [_cells(ad) for ad in ads]
    missing = dict.fromkeys(heading for own in cells for heading in own if heading not in header)
    if missing:
        raise ExportRefused(
            tuple(RowProblem(row=1, column=heading, what="Your template has no such column.") for heading in missing)
        )
    return Sheet(header=tuple(header), rows=tuple(tuple(own.get(heading, "") for heading in header) for own in cells))


def _require_one_description(ads: Sequence[Ad], catalogue: Catalogue) -> None:
    """An ad may do without; the template has room for one."""
    problems = [
        RowProblem(row=FIRST_ROW + place, column="Link Description", what=what)
        for place, ad in enumerate(ads)
        for what in _wrong_description(ad.texts[DESCRIPTION], ad, catalogue)
    ]
    if problems:
        raise ExportRefused(tuple(problems))


def _wrong_description(texts: Sequence[str], ad: Ad, catalogue: Catalogue) -> Iterator[str]:
    if len(texts) > 1:
        yield f"{len(texts)}, and the file takes 1."
    for text in texts:
        yield from wrong(text, catalogue.get(DESCRIPTION), ad.placeholders)


def _cells(ad: Ad) -> dict[str, str]:
    """What is said of the ad, by heading; nothing is said of what it lacks."""
    cells = {
        "Campaign Name": ad.campaign,
        "Ad Set Name": ad.persona,
        "Ad Name": f"{ad.campaign}, {ad.persona}",
        "Ad Status": STATUS,
        "Link": ad.link,
    }
    for channel, heading in TEXTS.items():
        for place, text in enumerate(ad.texts.get(channel, [])):
            cells[f"Additional {heading} {place}" if place else heading] = text
    description = ad.texts.get(DESCRIPTION, [])
    return {**cells, "Link Description": description[0]} if description else cells
