"""Which texts stand on a surface together.

Where a platform draws them itself (responsive search ads), a combination is drawn as it would: two or three headlines
and one or two descriptions in any order, pinned ones in their place, none twice. Elsewhere the best of each channel
come first, and other combinations take others.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from core.previews.surfaces import Part, Surface

Texts = Mapping[str, Sequence[str]]
"""Texts by channel id, the best first."""
Pins = Mapping[str, Mapping[str, int]]
"""Positions, from 1, by channel id and text."""
Combination = Mapping[str, tuple[str, ...]]
"""What stands together, by channel id, in the order of its place."""
SEEDS_TRIED = 60


def combination(texts: Texts, surface: Surface, *, seed: int, pins: Pins | None = None) -> Combination:
    """What stands on the surface under this seed; the same seed gives the same. Channels without a text are left out.

    Seed 0 of a surface that is not drawn has the best of each channel. On one that is, what stands in no line with
    others (the paths of an address) keeps its order.
    """
    dice = random.Random(seed)
    chosen: dict[str, tuple[str, ...]] = {}
    for part in surface.parts:
        known = distinct(texts.get(part.channel, ()))
        if not known or part.channel in chosen:
            continue
        if surface.drawn and part.joined is not None:
            chosen[part.channel] = _drawn(known, part, dice, (pins or {}).get(part.channel, {}))
        else:
            chosen[part.channel] = _best_first(known, part, dice, seed)
    return chosen


def next_seed(texts: Texts, surface: Surface, *, seed: int, pins: Pins | None = None) -> int | None:
    """The next seed under which something else stands there; None where nothing else was found."""
    now = combination(texts, surface, seed=seed, pins=pins)
    tried = range(seed + 1, seed + 1 + SEEDS_TRIED)
    return next((one for one in tried if combination(texts, surface, seed=one, pins=pins) != now), None)


def distinct(texts: Sequence[str]) -> list[str]:
    """Without empty ones and without those that differ in nothing but case, which Google would refuse."""
    kept: dict[str, str] = {}
    for text in texts:
        if text.strip():
            kept.setdefault(text.strip().casefold(), text)
    return list(kept.values())


def _drawn(texts: Sequence[str], part: Part, dice: random.Random, pins: Mapping[str, int]) -> tuple[str, ...]:
    """A place that has pinned texts shows one of them; one that is left without a text closes up."""
    places = range(1, dice.randint(part.least, part.most) + 1)
    free = [text for text in texts if text not in pins]
    dice.shuffle(free)
    shown: list[str] = []
    for place in places:
        pinned = [text for text in texts if pins.get(text) == place]
        if pinned:
            shown.append(dice.choice(pinned))
        elif free:
            shown.append(free.pop())
    return tuple(shown)


def _best_first(texts: Sequence[str], part: Part, dice: random.Random, seed: int) -> tuple[str, ...]:
    """What is best stands first; others are drawn and keep their order."""
    many = min(part.most, len(texts))
    places = range(many) if seed == 0 else sorted(dice.sample(range(len(texts)), many))
    return tuple(texts[place] for place in places)
