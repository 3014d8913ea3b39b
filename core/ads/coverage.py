"""What the texts of an ad say of all that they could: which fact, offer, keyword and angle is used, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.angles import ACTION, BRAND, FACT, KEYWORD, OFFER, READER
from core.checks.words import content_words, has_phrase
from core.domain import Brief
from core.judge.signs import speaks_to_reader
from core.placeholders import filled, filled_brief

IN_PART = 0.3
"""The share of a fact's own words that a headline which tells it has: it has room for no more."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that an ad can say: ``kind`` is a word of ``core.angles``, ``what`` the words of the brief."""

    kind: str
    what: str = ""


def points_of(brief: Brief, keywords: Sequence[str]) -> tuple[Point, ...]:
    return (
        *(Point(FACT, fact) for fact in brief.facts if fact.strip()),
        *((Point(OFFER, brief.offer),) if brief.offer.strip() else ()),
        *(Point(KEYWORD, keyword) for keyword in keywords),
        Point(BRAND, brief.brand),
        Point(READER, brief.persona.name),
        *((Point(ACTION, brief.cta),) if brief.cta.strip() else ()),
    )


def covers(text: str, point: Point, brief: Brief) -> bool:
    """Whether a text says it: a fact or offer at least in part, a keyword, the brand and the call to action word for
    word, of the reader's life anything that only that has."""
    text, brief = filled(text, brief.placeholders), filled_brief(brief)
    what = filled(point.what, brief.placeholders)
    if point.kind == READER:
        return speaks_to_reader(text, brief)
    if point.kind not in (FACT, OFFER):
        return has_phrase(text, what)
    own = content_words(what) - content_words(f"{brief.product} {brief.brand}") or content_words(what)
    return len(own & content_words(text)) >= IN_PART * len(own) > 0
