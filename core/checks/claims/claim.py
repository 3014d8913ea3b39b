"""A claim: a span of a text that a reader could hold the brand to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    NUMBER = "number"
    PRICE = "price"
    SHARE = "percentage"
    DATE = "date"
    DURATION = "duration"
    SUPERLATIVE = "superlative"
    FREE = "free"
    OFFER = "offer"
    PROMISE = "promise"
    URGENCY = "urgency"


@dataclass(frozen=True, slots=True)
class Claim:
    """``start`` and ``end`` count code points of the text; ``support`` is the statement of the brief that it rests
    on, empty where there is none, and then ``problem`` says what is wrong."""

    kind: Kind
    start: int
    end: int
    support: str = ""
    problem: str = ""
