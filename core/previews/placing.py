"""A combination put in its places: joined where a surface joins them, cut where it cuts them."""

from __future__ import annotations

from dataclasses import dataclass

from core.channels.catalogue import Catalogue, Channel
from core.channels.counting import RULES
from core.previews.combination import Combination
from core.previews.links import with_x_links
from core.previews.sms import sms
from core.previews.surfaces import Device, Part, Surface
from core.previews.truncation import Cut, cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The texts of one part. One that is joined is one text."""

    part: Part
    channel: Channel
    texts: tuple[Cut, ...]


def placed(chosen: Combination, surface: Surface, device: Device, catalogue: Catalogue) -> tuple[Placed, ...]:
    """The parts that have a text, in the surface's order."""
    return tuple(
        _place(chosen[part.channel], part, device, catalogue.recall(part.channel))
        for part in surface.parts
        if part.channel in chosen
    )


def seen(text: str, part: Part, device: Device, channel: Channel) -> Cut:
    """What of one text the surface shows on this device before anybody asks for more."""
    most = part.cuts.get(device, channel.visible)
    return cut(text, most, RULES[channel.counting], lines=part.lines)


def notes(places: tuple[Placed, ...]) -> tuple[str, ...]:
    """In words: what of which text is not seen, by whose word, and how an SMS travels."""
    said = [_cut_note(one, text) for one in places for text in one.texts if text.is_cut]
    said += [_sms_note(text.text) for one in places if one.channel.counting == "sms" for text in one.texts]
    return tuple(dict.fromkeys(said))


def _place(texts: tuple[str, ...], part: Part, device: Device, channel: Channel) -> Placed:
    whole = texts if part.joined is None else (part.joined.join(texts),)
    if channel.counting == "x":
        whole = tuple(with_x_links(text) for text in whole)
    return Placed(part=part, channel=channel, texts=tuple(seen(text, part, device, channel) for text in whole))


def _cut_note(one: Placed, text: Cut) -> str:
    name = one.channel.label if one.part.joined is None else f"{one.channel.label}s in a line"
    count = RULES[one.channel.counting]
    return f"{name}: the first {count(text.shown)} of {count(text.text)} are seen."


def _sms_note(text: str) -> str:
    how = sms(text)
    noun = "segment" if how.segments == 1 else "segments"
    return f"{how.segments} {noun} · {how.encoding} · {how.used} of {how.room} {how.unit}"
