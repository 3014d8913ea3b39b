"""Responsive search ads as Google Ads Editor imports them.

Headers in English; a blank cell changes nothing. Source: Google Ads Editor Help, Prepare a CSV file and Responsive
search ads, read 2026-11-24.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.channels.catalogue import Catalogue
from core.domain import Variant
from core.exports.ads import Ad, ads_of, require_valid
from core.exports.sheet import Sheet

TEXTS = {"google_headline": "Headline", "google_description": "Description"}
STATUS = "Paused"
"""Nothing that leaves here spends money before somebody has looked at it there."""


def google_ads_editor(variants: Sequence[Variant], campaigns: Mapping[str, str], catalogue: Catalogue) -> Sheet:
    """An ad for each campaign and persona, its ad group named after the persona. Raises ExportRefused."""
    ads = ads_of(variants, campaigns, tuple(TEXTS))
    require_valid(ads, TEXTS, catalogue)
    most = {channel: catalogue.get(channel).most for channel in TEXTS}
    return Sheet(header=_header(most), rows=tuple(_row(ad, most) for ad in ads))


def _header(most: Mapping[str, int]) -> tuple[str, ...]:
    numbered = [f"{TEXTS[channel]} {place}" for channel, count in most.items() for place in range(1, count + 1)]
    texts = [heading for text in numbered for heading in (text, f"{text} position")]
    return ("Campaign", "Ad group", "Ad type", "Labels", *texts, "Path 1", "Path 2", "Final URL", "Status")


def _row(ad: Ad, most: Mapping[str, int]) -> tuple[str, ...]:
    texts: list[str] = []
    for channel, count in most.items():
        own = ad.texts.get(channel, [])
        for place in range(count):
            texts += [own[place] if place < len(own) else "", ""]
    return (ad.campaign, ad.persona, "Responsive search ad", "Housestyle", *texts, "", "", ad.link, STATUS)
