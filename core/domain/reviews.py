"""What people say of a text: ratings, edits, comparisons, decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.runs import CheckResult


class Verdict(StrEnum):
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One person's stars (1–5) for one variant. Append-only: the newest by a person counts."""

    id: str
    submit_key: str
    variant_id: str
    profile_id: str
    stars: int
    reasons: tuple[str, ...]
    comment: str
    position: int
    seconds: float
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One person's rewrite of one variant, checked as it was saved. Append-only: the newest counts."""

    id: str
    submit_key: str
    variant_id: str
    profile_id: str
    text: str
    length: int
    passed: bool
    checks: tuple[CheckResult, ...]
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One person's choice between two variants of the same brief. Append-only."""

    id: str
    submit_key: str
    better_id: str
    worse_id: str
    profile_id: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A campaign manager's verdict on one variant. Append-only: the newest counts."""

    id: str
    submit_key: str
    variant_id: str
    profile_id: str
    verdict: Verdict
    reason: str
    created_at: datetime
