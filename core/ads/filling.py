"""Fill an ad's gaps with the best of what its runs brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.ads.choosing import choose
from core.ads.coverage import covers
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
    held = {slot.variant_id for slot in material.ad.slots} | set(material.ad.left_out)
    own = (one for one in material.texts.values() if one.brief.channel == part.channel)
    return [one for one in own if one.id not in held and not fault(one)]


def _belonging(candidates: list[Variant], taken: Sequence[Variant], material: Material) -> list[Variant]:
    """Those that promise nothing which the long text does not tell; all where none is so, or none is long."""
    long_texts = [one for one in taken if material.catalogue.get(one.brief.channel).lines == "many"]
    told = [point for point in material.points if point.kind in (FACT, OFFER)]
    for text in long_texts:
        told = [point for point in told if not covers(text.text, point, text.brief)]
    fitting = [one for one in candidates if not any(covers(one.text, point, one.brief) for point in told)]
    return fitting if fitting and long_texts else candidates
