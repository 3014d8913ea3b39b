"""A text with all that is known of it, and how some of them are asked for."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.domain.briefs import Brief
from core.domain.reviews import Decision, Rating
from core.domain.runs import CheckResult, Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A shown draft with what people have said of it so far.

    ``text`` is the newest edit where there is one, else the draft's own text; ``checks``,
    ``length`` and ``passed`` are of that text.
    """

    draft: Draft
    brief: Brief
    recipe: str
    campaign_id: str | None
    persona_id: str | None
    text: str
    length: int
    passed: bool
    checks: tuple[CheckResult, ...]
    pinned: bool = False
    edited_by: str | None = None
    ratings: tuple[Rating, ...] = field(default=())
    decision: Decision | None = None
    replaced: bool = False

    @property
    def id(self) -> str:
        return self.draft.id


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantFilter:
    """Which variants to look at; an empty field does not restrict. Sets of ids match any of them.

    ``verdicts`` may hold "approved", "rejected" and "undecided"; ``min_stars`` compares the mean of
    each person's newest rating. Replaced variants are left out unless ``with_replaced``.
    """

    run_id: str | None = None
    variant_ids: tuple[str, ...] = ()
    campaign_ids: tuple[str, ...] = ()
    persona_ids: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    min_stars: float | None = None
    pinned_only: bool = False
    with_replaced: bool = False
    limit: int = 5000
