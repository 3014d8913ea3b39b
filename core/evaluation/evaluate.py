"""Write for every brief and count what is usable."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.channels.catalogue import Catalogue
from core.domain import Brief, Cell, Draft, Recipe
from core.engines.base import Engine
from core.generation.at_once import write_at_once
from core.generation.writer import Writer
from core.sampling import PRESETS

Tell = Callable[[str], None]
BALANCED = Recipe(id="balanced", name="Balanced", settings=PRESETS["Balanced"])


@dataclass(frozen=True, slots=True)
class Written:
    """What was written for one brief in the hope of ``n`` variants; ``seconds`` on the clock."""

    brief: Brief
    n: int
    drafts: tuple[Draft, ...]
    seconds: float

    @property
    def first(self) -> tuple[Draft, ...]:
        """As many drafts as variants were asked for, as they were drawn, before any is drawn again."""
        return tuple(draft for draft in self.drafts if draft.number < self.n)

    @property
    def shown(self) -> tuple[Draft, ...]:
        """The variants, best first."""
        return tuple(sorted((draft for draft in self.drafts if draft.rank), key=lambda draft: draft.rank or 0))


def evaluate(
    engine: Engine,
    channels: Catalogue,
    briefs: Sequence[Brief],
    *,
    n: int,
    seed: int,
    tell: Tell,
    recipe: Recipe = BALANCED,
    aided: bool = True,
) -> tuple[Written, ...]:
    """Write ``n`` variants for each brief, as a run does. Raises GenerationError.

    Not ``aided``, it draws ``n`` drafts in one breath, nothing prevented and nothing chosen: what the model does alone.
    """
    alone = Writer(engine, channels, aided=False)
    written: list[Written] = []
    for number, brief in enumerate(briefs, start=1):
        started = time.perf_counter()
        cell = Cell(index=number, brief=brief, recipe=recipe)
        if aided:
            (drafts,) = write_at_once(engine, channels, [cell], n=n, seed=seed)
        else:
            drafts = alone.wave(cell, run_id="", run_seed=seed, numbers=range(n), siblings=())
        written.append(Written(brief, n, drafts, time.perf_counter() - started))
        passed = sum(draft.passed for draft in drafts)
        tell(f"{number} of {len(briefs)}: {brief.channel}, {passed} of {len(drafts)} drafts passed")
    return tuple(written)
