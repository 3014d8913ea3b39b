"""What connections take and what they may cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What one request to a connection took. ``cost`` is in millionths of the currency of the price table; None where
    no price of the model was known."""

    id: str
    run_id: str
    campaign_id: str | None
    connection: str
    model: str
    prompt_tokens: int
    completion_tokens: int
    cost: int | None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What several requests took together. ``cost``, in millionths, leaves out those ``unpriced``, which no price was
    known for."""

    requests: int = 0
    unpriced: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: int = 0


class CeilingScope(StrEnum):
    RUN = "run"
    CAMPAIGN = "campaign"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """The most that may be spent, in millionths; ``campaign_id`` is for one campaign alone."""

    id: str
    scope: CeilingScope
    most: int
    campaign_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a model costs, in the table's currency a million tokens, as somebody looked it up on that day."""

    id: str
    model: str
    prompt: float
    completion: float
    source: str
    checked: date
