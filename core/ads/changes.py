"""What people do to an ad: each gives the ad as it is afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from core.ads.kinds import kind_of
from core.domain import Ad, AdSlot
from core.errors import InvalidInput


def without(ad: Ad, slots: Sequence[AdSlot]) -> Ad:
    """Their places are empty, and their texts are not chosen again."""
    gone = tuple(slot.variant_id for slot in slots if slot.variant_id)
    return replace(ad, slots=tuple(slot for slot in ad.slots if slot not in slots), left_out=(*ad.left_out, *gone))


def without_place(ad: Ad, channel: str, place: int) -> Ad:
    return without(ad, [slot for slot in ad.slots if _is_at(slot, channel, place)])


def without_unheld(ad: Ad) -> Ad:
    """Only what is kept, pinned or typed is left."""
    return without(ad, [slot for slot in ad.slots if not (slot.kept or slot.pin is not None or slot.text)])


def kept(ad: Ad, channel: str, place: int, is_kept: bool) -> Ad:
    return _changed(ad, channel, place, lambda slot: replace(slot, kept=is_kept))


def pinned(ad: Ad, channel: str, place: int, position: int | None) -> Ad:
    """Raises InvalidInput for a position that the platform has not."""
    most = kind_of(ad.kind).part(channel).pins
    if position is not None and not 1 <= position <= most:
        raise InvalidInput("pin", f"There is no position {position} here.", f"Choose 1 to {most}.")
    return _changed(ad, channel, place, lambda slot: replace(slot, pin=position))


def typed(ad: Ad, channel: str, place: int, text: str) -> Ad:
    """With words of a person's own in a place; empty ones clear it. Raises InvalidInput."""
    kind_of(ad.kind).part(channel)
    others = tuple(slot for slot in ad.slots if not _is_at(slot, channel, place))
    return replace(ad, slots=(*others, AdSlot(channel=channel, place=place, text=text)) if text else others)


def _is_at(slot: AdSlot, channel: str, place: int) -> bool:
    return slot.channel == channel and slot.place == place


def _changed(ad: Ad, channel: str, place: int, change: Callable[[AdSlot], AdSlot]) -> Ad:
    return replace(ad, slots=tuple(change(slot) if _is_at(slot, channel, place) else slot for slot in ad.slots))
