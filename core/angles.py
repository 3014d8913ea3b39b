"""Angles: what one text is to be about, of all that a brief says.

Texts that stand beside each other must not all say the same. A small model cannot be told "something else"; shown one
fact, it writes about that fact. An angle is words that people read too: "fact: No breaking in", "brand, with: No
breaking in".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from string import capwords

from core.channels.catalogue import Channel
from core.domain import Brief

PRODUCT, FACT, OFFER, KEYWORD, BRAND, READER, ACTION = (
    "product", "fact", "offer", "keyword", "brand", "reader", "call to action"
)  # fmt: skip
WITH = ", with: "
BESIDE = 2
"""Facts that each keyword, the brand, the reader and the call to action are set beside, in turn."""


def angled(brief: Brief, channel: Channel, keywords: Sequence[str] = (), *, turn: int = 0) -> tuple[Brief, ...]:
    """The brief once for every angle that it has something to say to: the product, each fact, the offer and each
    keyword alone, then in turn beside a keyword, the brand, the reader and the call to action; with another ``turn``
    beside other facts. What an angle asks for must be said."""
    points = tuple(dict.fromkeys(point for point in (*brief.facts, brief.offer) if point.strip()))
    alone = [
        replace(brief, angle=angle)
        for angle in (PRODUCT, *(OFFER if point == brief.offer else f"{FACT}: {point}" for point in points))
    ]
    searched = [(f"{KEYWORD} {keyword}", keyword) for keyword in keywords]
    alone += [_saying(brief, name, _spelled(words, channel)) for name, words in searched]
    asked = (
        *searched,
        (BRAND, brief.brand),
        (BRAND, brief.brand),
        (READER, ""),
        (ACTION, brief.cta),
    )
    beside = [
        _saying(brief, f"{name}{WITH}{point}", _spelled(words, channel))
        for place, (name, words) in enumerate(asked)
        if words or name == READER
        for point in _in_turn(points or (brief.product,), BESIDE * (place + turn))
    ]
    return tuple({one.angle: one for one in (*alone, *beside)}.values())


def narrowed(brief: Brief) -> Brief:
    """The brief as it is shown for its angle: of facts and offer the one that it is about; without an angle, all."""
    if not brief.angle:
        return brief
    point = point_of(brief)
    facts = tuple(fact for fact in brief.facts if fact == point)
    return replace(brief, facts=facts, offer=brief.offer if point == brief.offer else "")


def point_of(brief: Brief) -> str:
    """The fact or the offer that the angle is about; empty for the product."""
    if brief.angle == OFFER:
        return brief.offer
    return brief.angle.partition(WITH)[2] or brief.angle.partition(f"{FACT}: ")[2]


def begins_with(brief: Brief) -> str:
    """The brand or the call to action, where that is the angle: a small model asked to name it leaves it out."""
    return brief.required[-1] if name_of(brief) in (BRAND, ACTION) else ""


def name_of(brief: Brief) -> str:
    """The angle without the fact that it is set beside."""
    return brief.angle.partition(WITH)[0]


def _in_turn(points: Sequence[str], place: int) -> tuple[str, ...]:
    first = place % len(points)
    return tuple((*points[first:], *points[:first])[:BESIDE])


def _spelled(words: str, channel: Channel) -> str:
    """Headlines are written with capitals; names keep those that they have."""
    return words if channel.sentences else capwords(words) if words.islower() or words[1:].islower() else words


def _saying(brief: Brief, angle: str, words: str) -> Brief:
    required = [one for one in brief.required if one != words]
    return replace(brief, angle=angle, required=(*required, *([words] if words else [])))
