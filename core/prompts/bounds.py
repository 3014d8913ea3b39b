"""The bounds of one brief in one channel."""

from __future__ import annotations

from core.channels.catalogue import Channel
from core.checks.claims.statements import background, statements
from core.domain import Brief
from core.engines.bounds import Bounds
from core.numerals import digits_in, plain_number


def bounds_for(brief: Brief, channel: Channel) -> Bounds:
    said = " \n ".join((*statements(brief), *background(brief)))
    numbers = {match.group() for match in digits_in(said)}
    return Bounds(
        limit=channel.limit,
        counting=channel.counting,
        sentences=channel.sentences,
        numbers=tuple(sorted(numbers | {plain_number(number) for number in numbers})),
        names=(brief.brand,),
        banned=brief.banned,
        needed=(*((brief.brand,) if channel.brand else ()), *brief.required),
    )
