"""A studio of its own for a measurement: the whole app but its pages, on an empty data folder."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers import Write
from core.bootstrap import Application, build
from core.domain import Brief, BriefPersona, Recipe, RunRequest, RunStatus
from core.models.known import STARTER
from core.sampling import PRESETS, SamplingSettings
from core.settings import Settings

POLL = 0.1
"""Seconds between two looks at a run: each reads all of its row, and takes time from what is measured."""
READERS = (
    ("The teacher", "40, teaches all morning, her coffee always goes cold"),
    ("The nurse", "works nights and drinks her tea between two rounds"),
    ("The commuter", "takes the train at six and wants coffee on the way"),
    ("The parent", "has a baby and has not finished a cup in weeks"),
    ("The coder", "writes code at home and forgets the cup beside the keyboard"),
    ("The walker", "walks in the hills all winter and carries little"),
)
CHANNELS = ("google_description", "meta_primary", "linkedin_intro")


@dataclass(frozen=True, slots=True)
class Studio:
    """Writes as a studio does: a run that is stored, its drafts checked, ranked and stored."""

    app: Application

    def write(
        self, briefs: Sequence[Brief], *, seed: int, settings: SamplingSettings = PRESETS["Balanced"], n: int = 8
    ) -> tuple[int, float]:
        """Tokens drawn, and seconds from the request to the end of the run."""
        recipe = Recipe(id="measured", name="Measured", settings=settings)
        started = time.perf_counter()
        run_id = self.app.generation.start(
            RunRequest(briefs=tuple(briefs), recipes=(recipe,), model=STARTER, n=n, seed=seed)
        )
        while self._is_busy(run_id):
            time.sleep(POLL)
        seconds = time.perf_counter() - started
        with self.app.database.read() as work:
            run, drafts = work.runs.get(run_id), work.drafts.list(run_id)
        assert run.status is RunStatus.DONE, run.error
        return sum(draft.tokens for draft in drafts), seconds

    def writes(self, settings: SamplingSettings, n: int) -> Write:
        """One brief, by a seed."""
        return lambda seed: self.write(several_sets(personas=1)[1:2], seed=seed, settings=settings, n=n)[0]

    def close(self) -> None:
        self.app.close()

    def _is_busy(self, run_id: str) -> bool:
        with self.app.database.read() as work:
            return not work.runs.get(run_id).status.is_over


def studio(folder: Path, var_dir: Path) -> Studio:
    """A launched studio in ``folder`` that uses the models of ``var_dir``."""
    (folder / "models").symlink_to(var_dir / "models", target_is_directory=True)
    app = build(Settings(var_dir=folder))
    app.launch()
    return Studio(app)


def several_sets(*, personas: int) -> list[Brief]:
    """The same campaign for some readers, in three channels."""
    return [
        Brief(
            brand="Brightmug",
            product="a self-heating coffee mug",
            persona=BriefPersona(name=name, description=description),
            channel=channel,
            facts=("keeps drinks at 60 C", "charges overnight", "goes into the dishwasher", "holds 350 ml"),
            offer="15% off this week",
            cta="Warm yours up",
        )
        for name, description in READERS[:personas]
        for channel in CHANNELS
    ]
