"""How far a run is."""

from __future__ import annotations

from collections.abc import Sequence

from core.channels.catalogue import Catalogue
from core.domain import Cell, Draft, Run
from core.generation.plan import Waves, waves_for


def waves_of(run: Run, cell: Cell, channels: Catalogue) -> Waves:
    return waves_for(run.wanted(cell), channels.recall(cell.brief.channel), is_angled=bool(cell.brief.angle))


def first_round(drafts: Sequence[Draft], cell: int) -> tuple[Draft, ...]:
    """The drafts of a cell's own waves, as they were drawn, without those written to replace a variant."""
    own = [draft for draft in drafts if draft.cell == cell and draft.replaces is None]
    return tuple(sorted(own, key=lambda draft: draft.number))


def is_chosen(drafts: Sequence[Draft]) -> bool:
    """Whether these drafts of one cell's first round were ranked. A rank on a rejected one is a person's doing."""
    return any(draft.passed and draft.rank for draft in drafts)


def is_cell_over(run: Run, drafts: Sequence[Draft], waves: Waves) -> bool:
    """Nothing more will be drawn for the cell that these drafts of the first round are of."""
    verdicts = [draft.passed for draft in drafts]
    nothing_to_choose = not any(verdicts) and not waves.next(verdicts)
    return run.status.is_over or is_chosen(drafts) or nothing_to_choose


def progress_of(run: Run, drafts: Sequence[Draft], channels: Catalogue) -> float:
    """0 to 1. It never falls: drafts are only added."""
    if run.status.is_over:
        return 1.0
    shares = [_share(run, first_round(drafts, cell.index), waves_of(run, cell, channels)) for cell in run.cells]
    return sum(shares) / len(shares)


def _share(run: Run, drafts: Sequence[Draft], waves: Waves) -> float:
    """How far a cell is."""
    if is_cell_over(run, drafts, waves):
        return 1.0
    return waves.share(sum(draft.passed for draft in drafts), len(drafts))
