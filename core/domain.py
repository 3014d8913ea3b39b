"""The words of the house as frozen dataclasses. No behaviour beyond what a word means.

Identifiers are 32 hexadecimal digits (uuid4); times are timezone-aware UTC.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.sampling import SamplingSettings


class CampaignStatus(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class RunStatus(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"

    @property
    def is_over(self) -> bool:
        return self in (RunStatus.DONE, RunStatus.CANCELLED, RunStatus.FAILED)


class Verdict(StrEnum):
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A person of the team, picked in the sidebar."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """Who is speaking."""

    id: str
    name: str
    voice: str = ""
    words_to_use: tuple[str, ...] = ()
    words_banned: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    is_sample: bool = False
    archived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """One audience: who they are, what they want, what stops them, how to speak to them."""

    id: str
    name: str
    description: str
    wants: str = ""
    stops: str = ""
    how_to_speak: str = ""
    example: str = ""
    is_sample: bool = False
    archived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """One job for a brand. ``channels`` holds channel ids of the catalogue."""

    id: str
    brand_id: str
    name: str
    product: str
    facts: tuple[str, ...] = ()
    offer: str = ""
    cta: str = ""
    link: str = ""
    tone: str = ""
    language: str = "en"
    required: tuple[str, ...] = ()
    persona_ids: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    status: CampaignStatus = CampaignStatus.DRAFT
    is_sample: bool = False
    archived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPersona:
    """What a brief says of its audience."""

    name: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The frozen input of one generation: one persona, one channel field.

    ``rewrite`` is a text to be made better for them; empty where a new one is wanted.
    """

    brand: str
    product: str
    persona: BriefPersona
    channel: str
    facts: tuple[str, ...] = ()
    offer: str = ""
    cta: str = ""
    link: str = ""
    banned: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    tone: str = ""
    language: str = "en"
    rewrite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Named sampling settings."""

    id: str
    name: str
    settings: SamplingSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRequest:
    """What a person asks for: every brief with every recipe, ``n`` variants each."""

    briefs: tuple[Brief, ...]
    recipes: tuple[Recipe, ...]
    model: str
    n: int
    seed: int
    campaign_id: str | None = None
    profile_id: str | None = None
    persona_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One brief with one recipe inside a run; ``index`` counts from 0."""

    index: int
    brief: Brief
    recipe: Recipe
    persona_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One generation request and how far it is."""

    id: str
    status: RunStatus
    model: str
    n: int
    seed: int
    cells: tuple[Cell, ...]
    campaign_id: str | None
    profile_id: str | None
    created_at: datetime
    finished_at: datetime | None = None
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """One rule's verdict with its reason in words."""

    name: str
    ok: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a text came from; enough to draw it again on the same machine."""

    model: str
    revision: str
    adapter: str
    prompt: str
    seed: int
    settings: SamplingSettings
    versions: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One sampled text. A draft with a ``rank`` (from 1) is a variant: shown to people.

    ``number`` counts drafts of a cell from 0; (run, cell, number) is unique. ``length`` is counted
    by the channel's own rule. ``replaces`` is the variant this one was regenerated for.
    """

    id: str
    run_id: str
    cell: int
    number: int
    text: str
    length: int
    limit: int | None
    passed: bool
    checks: tuple[CheckResult, ...]
    score: float
    rank: int | None
    tokens: int
    seconds: float
    provenance: Provenance
    created_at: datetime
    replaces: str | None = None


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
