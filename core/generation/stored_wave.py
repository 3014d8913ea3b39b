"""A wave of a stored run: written by its model, and unlike what is approved already for its campaign."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.channels.catalogue import Catalogue
from core.domain import Cell, Draft, Run, VariantFilter
from core.engines.base import Engine
from core.generation.writer import Watch, Writer
from core.live import LiveBoard
from db.database import Database

TakeEngine = Callable[[str, Callable[[str], None]], Engine]
"""(model id, where to tell the progress of loading) -> the loaded engine."""


def write_wave(
    database: Database,
    take_engine: TakeEngine,
    channels: Catalogue,
    live: LiveBoard,
    run: Run,
    cell: Cell,
    numbers: range,
    siblings: Sequence[Draft],
    watch: Watch,
) -> tuple[Draft, ...]:
    """As ``Writer.wave``; the run's page hears how far loading is. Raises ModelError, GenerationError."""
    engine = take_engine(run.model, lambda line: live.note(run.id, line))
    live.note(run.id, "")
    return Writer(engine, channels).wave(
        cell,
        run_id=run.id,
        run_seed=run.seed,
        numbers=numbers,
        siblings=siblings,
        watch=watch,
        known=_approved(database, run, cell),
    )


def _approved(database: Database, run: Run, cell: Cell) -> tuple[str, ...]:
    """The approved texts of the run's campaign in the cell's channel, as they were last edited."""
    if run.campaign_id is None:
        return ()
    wanted = VariantFilter(campaign_ids=(run.campaign_id,), channels=(cell.brief.channel,), verdicts=("approved",))
    with database.read() as work:
        return tuple(variant.text for variant in work.variants.list(wanted))
