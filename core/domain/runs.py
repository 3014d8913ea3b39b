"""A run, and the drafts that it brings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.briefs import Brief, Recipe
from core.sampling import SamplingSettings


class RunStatus(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"

    @property
    def is_over(self) -> bool:
        return self in (RunStatus.DONE, RunStatus.CANCELLED, RunStatus.FAILED)


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
