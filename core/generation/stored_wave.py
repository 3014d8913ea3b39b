"""Waves of a stored run: written by its model, and unlike what is approved already for its campaign."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from core.channels.catalogue import Catalogue
from core.connections.local_only import LocalOnly
from core.domain import Cell, Draft, Run, VariantFilter
from core.engines.base import Engine
from core.generation.together import write_together
from core.generation.writer import Watch, Writer
from core.live import LiveBoard
from db.database import Database

TakeEngine = Callable[[str, Callable[[str], None]], Engine]
"""(model id, where to tell the progress of loading) -> the loaded engine."""
MayGoOn = Callable[[Run], None]
"""Asked before each wave of a run; raises HousestyleError, saying why, where no more may be drawn for it."""


def always(_run: Run) -> None:
    """A ``MayGoOn`` that stops nothing."""


@dataclass(frozen=True, slots=True)
class Wave:
    """Drafts to be written for one cell, beside its earlier ones."""

    cell: Cell
    numbers: range
    siblings: Sequence[Draft]
    watch: Watch


@dataclass(frozen=True, slots=True)
class WaveWriter:
    """Writes waves with the model of their cells."""

    database: Database
    take_engine: TakeEngine
    channels: Catalogue
    live: LiveBoard
    local_only: LocalOnly

    def write(self, run: Run, waves: Sequence[Wave]) -> list[tuple[Draft, ...]]:
        """As ``Writer.wave`` for each, in one batch of one model; the run's page hears how far loading is.

        Raises ModelError, GenerationError, InvalidInput where the model is remote and the brand local only by now.
        """
        model = run.writer(waves[0].cell)
        self.local_only.require(model, [wave.cell.brief for wave in waves], run.campaign_id)
        engine = self.take_engine(model, lambda line: self.live.note(run.id, line))
        self.live.note(run.id, "")
        known = [self._approved(run, wave.cell) for wave in waves]
        writes = [partial(self._wave, run, wave, own) for wave, own in zip(waves, known, strict=True)]
        with engine.charged_to(run.id) as own_engine:
            return write_together(own_engine, writes)

    def _wave(self, run: Run, wave: Wave, known: Sequence[str], engine: Engine) -> tuple[Draft, ...]:
        return Writer(engine, self.channels).wave(
            wave.cell,
            run_id=run.id,
            run_seed=run.seed,
            numbers=wave.numbers,
            siblings=wave.siblings,
            watch=wave.watch,
            known=known,
        )

    def _approved(self, run: Run, cell: Cell) -> tuple[str, ...]:
        """The approved texts of the run's campaign in the cell's channel, as they were last edited."""
        if run.campaign_id is None:
            return ()
        wanted = VariantFilter(campaign_ids=(run.campaign_id,), channels=(cell.brief.channel,), verdicts=("approved",))
        with self.database.read() as work:
            return tuple(variant.text for variant in work.variants.list(wanted))
