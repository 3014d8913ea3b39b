"""Fill an ad's gaps with the best of what its runs brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.ads.choosing import are_alike, choose
from core.ads.coverage import Point, covers
from core.ads.faults import fault
from core.ads.kinds import Part, drafted
from core.ads.material import Material
from core.angles import FACT, OFFER
from core.domain import Ad, AdSlot, Variant


def filled(material: Material) -> Ad:
    """Long texts first, as the short ones beside them must belong to them."""
    ad, catalogue = material.ad, material.catalogue
    parts = drafted(material.kind, catalogue)
    for part in sorted(parts, key=lambda part: catalogue.get(part.channel).lines == "one"):
        ad = replace(ad, slots=(*ad.slots, *_chosen(replace(material, ad=ad), part)))
    return ad


def _chosen(material: Material, part: Part) -> list[AdSlot]:
    """For each empty place of the part the best that is left, as far as there is one."""
    ad, texts = material.ad, material.texts
    own = [slot for slot in ad.slots if slot.channel == part.channel]
    free = [place for place in range(part.count) if place not in {slot.place for slot in own}]
    beside = own if material.kind.in_any_order else ad.slots
    taken = [texts[slot.variant_id] for slot in beside if slot.variant_id and slot.variant_id in texts]
    candidates = _candidates(material, part)
    if not material.kind.in_any_order:
        candidates = _belonging(candidates, taken, material)
    brief = material.briefs[part.channel]
    best = choose(candidates, [one.text for one in taken], len(free), brief, material.points)
    return [
        AdSlot(channel=part.channel, place=place, variant_id=one.id) for place, one in zip(free, best, strict=False)
    ]


def _candidates(material: Material, part: Part) -> list[Variant]:
    """What is good, stands nowhere yet, and is not like anything that people took out."""
    held = {slot.variant_id for slot in material.ad.slots} | set(material.ad.left_out)
    out = [material.texts[identifier].text for identifier in material.ad.left_out if identifier in material.texts]
    own = (one for one in material.texts.values() if one.brief.channel == part.channel and one.id not in held)
    return [one for one in own if not fault(one) and not any(are_alike(one.text, text) for text in out)]


def _belonging(candidates: list[Variant], taken: Sequence[Variant], material: Material) -> list[Variant]:
    """Those that promise what the long text tells, and not what another short one promises; fewer rules where none
    keeps them all."""
    long_texts = [one for one in taken if material.catalogue.get(one.brief.channel).lines == "many"]
    short = [one for one in taken if one not in long_texts]
    points = [point for point in material.points if point.kind in (FACT, OFFER)]
    untold = [point for point in points if long_texts and not _any_covers(long_texts, point)]
    kept = [one for one in candidates if not any(_any_covers([one], point) for point in untold)] or candidates
    said = [point for point in points if _any_covers(short, point)]
    return [one for one in kept if not any(_any_covers([one], point) for point in said)] or kept


def _any_covers(texts: Sequence[Variant], point: Point) -> bool:
    return any(covers(one.text, point, one.brief) for one in texts)
