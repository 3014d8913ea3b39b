"""Put together what a page shows of an ad."""

from __future__ import annotations

from core.ads.choosing import are_alike
from core.ads.coverage import covers
from core.ads.faults import fault
from core.ads.kinds import Part
from core.ads.material import Material
from core.ads.view import AdView, PartView, SlotView
from core.checks import run_checks
from core.domain import AdSlot, Variant
from core.generation.view import RunView

OF_THE_PLATFORM = ("fits", "policy", "placeholder")
"""Typed words are held to the platform's rules alone: a path names no brand."""


def view_of(material: Material, run: RunView | None) -> AdView:
    """``run`` is the one that writes for it now."""
    parts = tuple(_part(material, part) for part in material.kind.parts)
    said = [
        (f"{part.channel.label} {slot.slot.place + 1}", slot.text)
        for part in parts
        for slot in part.slots
        if slot.text and part.channel.drafted
    ]
    brief = material.briefs[material.kind.parts[0].channel]
    coverage = tuple(
        (point, tuple(name for name, text in said if covers(text, point, brief))) for point in material.points
    )
    return AdView(ad=material.ad, kind=material.kind, brief=brief, parts=parts, coverage=coverage, run=run)


def _part(material: Material, part: Part) -> PartView:
    own = {slot.place: slot for slot in material.ad.slots if slot.channel == part.channel}
    slots: list[SlotView] = []
    for place in range(part.count):
        slot = own.get(place, AdSlot(channel=part.channel, place=place))
        slots.append(_slot(material, slot, [earlier.text for earlier in slots]))
    return PartView(part=part, channel=material.catalogue.get(part.channel), slots=tuple(slots))


def _slot(material: Material, slot: AdSlot, earlier: list[str]) -> SlotView:
    variant = material.texts.get(slot.variant_id or "")
    text = variant.text if variant else slot.text
    wrong = fault(variant) if variant else _typed_fault(material, slot)
    return SlotView(
        slot=slot,
        text=text,
        variant=variant,
        problem=wrong or _twin(text, earlier),
        is_bad=_is_bad(variant, wrong),
    )


def _is_bad(variant: Variant | None, wrong: str) -> bool:
    return variant is not None and bool(wrong)


def _typed_fault(material: Material, slot: AdSlot) -> str:
    if not slot.text:
        return ""
    checks = run_checks(slot.text, material.briefs[slot.channel], material.catalogue.get(slot.channel))
    return next((check.reason for check in checks if not check.ok and check.name in OF_THE_PLATFORM), "")


def _twin(text: str, earlier: list[str]) -> str:
    alike = (place for place, other in enumerate(earlier, start=1) if text and other and are_alike(text, other))
    place = next(alike, None)
    return f"nearly the same as {place}" if place else ""
