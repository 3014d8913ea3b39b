"""Responsive search ads as Google Ads Editor imports them.

Headers in English; a blank cell changes nothing. Source: Google Ads Editor Help, Prepare a CSV file and Responsive
search ads, read 2026-11-24.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.channels.catalogue import Catalogue
from core.domain import Ad as Arranged
from core.domain import AdSlot, Variant
from core.errors import ExportRefused, RowProblem
from core.exports.ads import FIRST_ROW, Ad, ads_of, require_valid, wrong
from core.exports.sheet import Sheet

TEXTS = {"google_headline": "Headline", "google_description": "Description"}
KIND, PATH, PATHS = "google_rsa", "google_path", 2
STATUS = "Paused"
"""Nothing that leaves here spends money before somebody has looked at it there."""


def google_ads_editor(
    variants: Sequence[Variant], campaigns: Mapping[str, str], catalogue: Catalogue, arranged: Sequence[Arranged] = ()
) -> Sheet:
    """An ad for each campaign and persona, its ad group named after the persona. Where people have put one together,
    ``arranged``, the newest first, says which texts are pinned and what the path is. Raises ExportRefused."""
    ads = ads_of(variants, campaigns, tuple(TEXTS))
    require_valid(ads, TEXTS, catalogue)
    most = {channel: catalogue.get(channel).most for channel in TEXTS}
    own = [_arranged(ad, arranged) for ad in ads]
    _require_valid_paths(own, catalogue)
    return Sheet(header=_header(most), rows=tuple(_row(ad, slots, most) for ad, slots in zip(ads, own, strict=True)))


def _arranged(ad: Ad, arranged: Sequence[Arranged]) -> Sequence[AdSlot]:
    """The places of the ad that was put together for the same campaign and persona."""
    one = ad.variants[0]
    found = (
        other
        for other in arranged
        if other.kind == KIND and (other.campaign_id, other.persona_id) == (one.campaign_id, one.persona_id)
    )
    return next((other.slots for other in found), ())


def _paths(slots: Sequence[AdSlot]) -> list[str]:
    texts = {slot.place: slot.text for slot in slots if slot.channel == PATH}
    return [texts.get(place, "") for place in range(PATHS)]


def _require_valid_paths(own: Sequence[Sequence[AdSlot]], catalogue: Catalogue) -> None:
    problems = [
        RowProblem(row=FIRST_ROW + row, column=f"Path {place}", what=what)
        for row, slots in enumerate(own)
        for place, text in enumerate(_paths(slots), start=1)
        if text
        for what in wrong(text, catalogue.get(PATH))
    ]
    if problems:
        raise ExportRefused(tuple(problems))


def _header(most: Mapping[str, int]) -> tuple[str, ...]:
    numbered = [f"{TEXTS[channel]} {place}" for channel, count in most.items() for place in range(1, count + 1)]
    texts = [heading for text in numbered for heading in (text, f"{text} position")]
    return ("Campaign", "Ad group", "Ad type", "Labels", *texts, "Path 1", "Path 2", "Final URL", "Status")


def _row(ad: Ad, slots: Sequence[AdSlot], most: Mapping[str, int]) -> tuple[str, ...]:
    pins = {slot.variant_id: str(slot.pin) for slot in slots if slot.pin is not None}
    texts: list[str] = []
    for channel, count in most.items():
        own = [one for one in ad.variants if one.brief.channel == channel]
        for variant in own:
            texts += [variant.text, pins.get(variant.id, "")]
        texts += [""] * 2 * (count - len(own))
    return (ad.campaign, ad.persona, "Responsive search ad", "Housestyle", *texts, *_paths(slots), ad.link, STATUS)
