"""The words of the house as frozen dataclasses. No behaviour beyond what a word means.

Identifiers are 32 hexadecimal digits (uuid4); times are timezone-aware UTC.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

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
    """Who is speaking. Nothing of a brand that is ``local_only`` leaves the machine."""

    id: str
    name: str
    voice: str = ""
    words_to_use: tuple[str, ...] = ()
    words_banned: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    local_only: bool = False
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
class Placeholder:
    """What another program fills in, as it is written in a text, and what it may be filled with.

    A token is ``{first_name}``, ``{{ merge.tag }}`` or ``{KeyWord:Default}``; the last brings its own sample.
    """

    token: str
    sample: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """One job for a brand. ``channels`` holds channel ids of the catalogue; ``keywords`` are what people search for."""

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
    keywords: tuple[str, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
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

    ``rewrite`` is a text to be made better for them; empty where a new one is wanted. ``angle`` is what this text is
    to be about, of all that the brief says (see ``core.angles``); empty where the model chooses.
    ``examples`` are texts of the brand in this field, to be written like.
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
    angle: str = ""
    placeholders: tuple[Placeholder, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Named sampling settings."""

    id: str
    name: str
    settings: SamplingSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRequest:
    """What a person asks for: every brief with every recipe, ``n`` variants each, or of each brief as many as
    ``counts`` says. With a ``rival``, another model, each is written by both, to be compared."""

    briefs: tuple[Brief, ...]
    recipes: tuple[Recipe, ...]
    model: str
    n: int
    seed: int
    campaign_id: str | None = None
    profile_id: str | None = None
    persona_ids: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    rival: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One brief with one recipe inside a run; ``index`` counts from 0. ``n`` and ``model`` stand where they are not the
    run's."""

    index: int
    brief: Brief
    recipe: Recipe
    persona_id: str | None = None
    n: int | None = None
    model: str | None = None


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

    def wanted(self, cell: Cell) -> int:
        """How many variants a cell is to have."""
        return self.n if cell.n is None else cell.n

    def writer(self, cell: Cell) -> str:
        """The model that writes a cell."""
        return cell.model or self.model

    @property
    def writers(self) -> tuple[str, ...]:
        """The models that write the run, its own first."""
        return tuple(dict.fromkeys((self.model, *map(self.writer, self.cells))))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class AdSlot:
    """One place of an ad, ``place`` from 0 within its channel: a variant, or words that somebody typed.

    ``pin`` is the position that the platform must show it in, from 1. What is ``kept`` is not chosen anew.
    """

    channel: str
    place: int
    variant_id: str | None = None
    text: str = ""
    pin: int | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ad:
    """Texts of several channels that go out together, put together for one campaign and persona.

    ``kind`` is one of ``core.ads.kinds``; ``run_ids`` are the runs that wrote for it, the newest last, and of
    so many as ``settled`` says the best are in its places. ``left_out`` are variants that people took out of it. The
    same ``seed`` writes the same ad.
    """

    id: str
    campaign_id: str
    persona_id: str
    kind: str
    model: str
    seed: int = 0
    slots: tuple[AdSlot, ...] = ()
    run_ids: tuple[str, ...] = ()
    settled: int = 0
    left_out: tuple[str, ...] = ()
    profile_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRecord:
    """One file that left: who took what, and when. ``sha256`` and ``size``, in bytes, are of the file's content."""

    id: str
    profile_id: str | None
    format: str
    file_name: str
    mime: str
    variants: int
    size: int
    sha256: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportTemplate:
    """The header of an account's own export, which a file for that platform takes over."""

    format: str
    header: tuple[str, ...]
    file_name: str


class ImportKind(StrEnum):
    PERSONAS = "personas"
    PRODUCTS = "products"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportBatch:
    """One file that was brought in, and the ids of what it made, so that it can be taken out again."""

    id: str
    kind: ImportKind
    file_name: str
    made: tuple[str, ...]
    profile_id: str | None
    created_at: datetime
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnText:
    """A text that the brand used before, brought in from an ad platform: to be rewritten, or to be written like.

    ``ad`` and ``group`` name where it stood.
    """

    id: str
    brand_id: str
    channel: str
    text: str
    ad: str = ""
    group: str = ""
    is_example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnChannel:
    """A channel field of the team's own, or its change of one of the catalogue: ``fields`` are written as in there."""

    id: str
    fields: dict[str, Any]


class KeySource(StrEnum):
    """Where the key of a connection is: there is none, in a variable, in the secrets file, or stored encrypted."""

    NONE = "none"
    ENVIRONMENT = "environment"
    FILE = "file"
    STORED = "stored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a server was found to do. ``together`` is how many texts one request may ask for (1: one each)."""

    chat: bool = True
    completions: bool = False
    streaming: bool = True
    seeds: bool = False
    together: int = 1
    logprobs: bool = False
    structured: bool = False
    usage: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A server that speaks OpenAI's protocol. Its models are called ``name/model``.

    ``address`` is the base URL; ``key_name`` names the variable or the entry of the secrets file, ``key_cipher`` holds
    a stored key, encrypted. ``at_once`` requests are under way at most, ``per_minute`` are begun (0: any number).
    ``pool`` is a name that several connections of one model share; their load is shared too. ``capabilities`` are None
    until it was tested, and ``api_version`` is only for Azure.
    """

    id: str
    name: str
    address: str
    models: tuple[str, ...] = ()
    key_source: KeySource = KeySource.NONE
    key_name: str = ""
    key_cipher: str = ""
    pool: str = ""
    at_once: int = 4
    per_minute: int = 0
    seconds: float = 60.0
    api_version: str = ""
    capabilities: Capabilities | None = None


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
