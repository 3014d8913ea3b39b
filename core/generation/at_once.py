"""The same work as a run, done at once and not stored: for the command line and measurements."""

from __future__ import annotations

from dataclasses import replace

from core.channels.catalogue import Catalogue
from core.domain import Cell, Draft
from core.engines.base import Engine
from core.generation.plan import waves_for
from core.generation.writer import Writer
from core.ranking import choose


def write_at_once(engine: Engine, channels: Catalogue, cell: Cell, *, n: int, seed: int) -> tuple[Draft, ...]:
    """Every draft drawn for one cell; the ``n`` best carry their rank. Raises GenerationError."""
    writer = Writer(engine, channels)
    waves = waves_for(n, channels.get(cell.brief.channel))
    drafts: list[Draft] = []
    for wave in range(waves.most):
        drafts += writer.wave(
            cell,
            run_id="",
            run_seed=seed,
            numbers=waves.numbers(wave),
            siblings=drafts,
        )
        if waves.are_enough(sum(draft.passed for draft in drafts), len(drafts)):
            break
    ranks = {draft.id: place for place, draft in enumerate(choose([d for d in drafts if d.passed], n), start=1)}
    return tuple(replace(draft, rank=ranks.get(draft.id)) for draft in drafts)
