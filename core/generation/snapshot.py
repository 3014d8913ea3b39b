"""Put together what a page shows of a run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from core.domain import Draft, Run, Variant
from core.generation.plan import waves_for
from core.generation.view import CellView, RunView
from core.live import LiveBoard, LiveText

LEAST_PROGRESS_TO_FORESEE = 0.08


def snapshot(run: Run, drafts: Sequence[Draft], variants: Sequence[Variant], live: LiveBoard) -> RunView:
    """The run as it stands, from stored rows and the live board."""
    growing = live.growing(run.id)
    cells = tuple(_cell(run, index, drafts, variants, growing) for index in range(len(run.cells)))
    progress = 1.0 if run.status.is_over else sum(_share(run, cell) for cell in cells) / len(cells)
    return RunView(
        run=run,
        cells=cells,
        progress=progress,
        seconds_left=_seconds_left(run, progress),
        note=live.noted(run.id),
        being_replaced=live.being_replaced(run.id),
    )


def _cell(
    run: Run, index: int, drafts: Sequence[Draft], variants: Sequence[Variant], growing: Sequence[LiveText]
) -> CellView:
    own = [draft for draft in drafts if draft.cell == index]
    first_round = [draft for draft in own if draft.replaces is None]
    is_over = (
        run.status.is_over or any(draft.rank for draft in first_round) or len(first_round) >= waves_for(run.n).budget
    )
    unranked = tuple(draft for draft in own if draft.passed and draft.rank is None)
    return CellView(
        cell=run.cells[index],
        variants=tuple(variant for variant in variants if variant.draft.cell == index),
        waiting=() if is_over else unranked[: run.n],
        growing=tuple(text for text in growing if text.cell == index),
        rejected=tuple(draft for draft in own if not draft.passed and draft.rank is None),
        passed_over=unranked if is_over else (),
        is_over=is_over,
    )


def _share(run: Run, cell: CellView) -> float:
    """How far a cell is: enough texts found, or the budget of drafts spent, whichever is nearer."""
    if cell.is_over:
        return 1.0
    drawn = len(cell.rejected) + len(cell.waiting)
    return max(len(cell.waiting) / run.n, drawn / waves_for(run.n).budget)


def _seconds_left(run: Run, progress: float) -> float | None:
    if run.status.is_over or progress < LEAST_PROGRESS_TO_FORESEE:
        return None
    elapsed = (datetime.now(UTC) - run.created_at).total_seconds()
    return elapsed / progress - elapsed
