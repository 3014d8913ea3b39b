from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import pytest

from core.channels.catalogue import load_catalogue
from core.connections.local_only import LocalOnly
from core.domain import Run, RunRequest, RunStatus, VariantFilter
from core.engines.base import Engine
from core.generation.plan import cells_of
from core.generation.regeneration import Regeneration
from core.generation.snapshot import snapshot
from core.generation.view import RunView
from core.generation.worker import Worker
from core.live import LiveBoard
from db.database import Database
from tests.support.building import NOON, new_id
from tests.support.scripts import engines, models

T = TypeVar("T")


@dataclass
class Bench:
    """The workers on a database, without jobs: steps are done at once, and their names kept."""

    database: Database
    models: dict[str, Engine] = field(default_factory=models)
    live: LiveBoard = field(default_factory=LiveBoard)
    steps: list[str] = field(default_factory=list)
    closing: bool = False
    now: float = 0.0
    remote: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.live = LiveBoard(clock=lambda: self.now)
        local_only = LocalOnly(self.database, self.remote.__contains__)
        parts = (self.database, engines(self.models), load_catalogue(), self.live, lambda: self.closing, local_only)
        self.worker = Worker(*parts)
        self.regeneration = Regeneration(*parts)

    def step(self, name: str, work: Callable[[], T]) -> T:
        self.steps.append(name)
        return work()

    def stored(self, request: RunRequest, status: RunStatus = RunStatus.QUEUED) -> Run:
        run = Run(
            id=new_id(),
            status=status,
            model=request.model,
            n=request.n,
            seed=request.seed,
            cells=cells_of(request),
            campaign_id=None,
            profile_id=None,
            created_at=NOON,
        )
        with self.database.work() as work:
            work.runs.add(run)
            work.commit()
        return run

    def written(self, request: RunRequest) -> RunView:
        run = self.stored(request)
        self.worker.write_run(run.id, self.step)
        return self.view(run.id)

    def view(self, run_id: str) -> RunView:
        with self.database.read() as work:
            return snapshot(
                work.runs.get(run_id),
                work.drafts.list(run_id),
                work.variants.list(VariantFilter(run_id=run_id)),
                self.live,
                load_catalogue(),
            )


@pytest.fixture
def bench(database: Database) -> Bench:
    return Bench(database)
