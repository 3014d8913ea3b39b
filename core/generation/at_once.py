"""The same work as a run, done at once and not stored: for the command line and measurements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from core.channels.catalogue import Catalogue
from core.domain import Cell, Draft
from core.engines.base import Engine
from core.generation.plan import fitting, waves_for
from core.generation.together import write_together
from core.generation.writer import Writer
from core.ranking import choose


def write_at_once(
    engine: Engine, channels: Catalogue, cells: Sequence[Cell], *, n: int, seed: int
) -> Iterator[tuple[Draft, ...]]:
    """Every draft drawn for each cell, in the order of the cells, as many together as a batch has room for; the ``n``
    best of each carry their rank. A cell is given as soon as it and those before it are over.

    Raises GenerationError.
    """
    plans = [waves_for(n, channels.get(cell.brief.channel), is_angled=bool(cell.brief.angle)) for cell in cells]
    drafts: list[list[Draft]] = [[] for _ in cells]

    def wave(place: int, numbers: range, engine: Engine) -> tuple[Draft, ...]:
        writer = Writer(engine, channels)
        return writer.wave(cells[place], run_id="", run_seed=seed, numbers=numbers, siblings=drafts[place])

    given = 0
    while True:
        numbers = [plan.next([draft.passed for draft in own]) for plan, own in zip(plans, drafts, strict=True)]
        while given < len(cells) and not numbers[given]:
            yield _ranked(drafts[given], n)
            given += 1
        if given == len(cells):
            return
        line = sorted((place for place, own in enumerate(numbers) if own), key=lambda place: not drafts[place])
        places = [line[taken] for taken in fitting([len(numbers[place]) * plans[place].rows for place in line])]
        drawn = write_together(engine, [partial(wave, place, numbers[place]) for place in places])
        for place, new in zip(places, drawn, strict=True):
            drafts[place] += new


def _ranked(drafts: Sequence[Draft], n: int) -> tuple[Draft, ...]:
    best = choose([draft for draft in drafts if draft.passed], n)
    ranks = {draft.id: place for place, draft in enumerate(best, start=1)}
    return tuple(replace(draft, rank=ranks.get(draft.id)) for draft in drafts)
