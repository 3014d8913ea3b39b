"""Put together what a page shows of a run."""

from __future__ import annotations

from collections.abc import Sequence

from core.channels.catalogue import Catalogue
from core.domain import Cell, Draft, Run, Variant
from core.generation.progress import first_round, is_cell_over, progress_of, waves_of
from core.generation.view import CellView, RunView
from core.live import LiveBoard, Pace

LEAST_PROGRESS_TO_FORESEE = 0.05


def snapshot(
    run: Run, drafts: Sequence[Draft], variants: Sequence[Variant], live: LiveBoard, channels: Catalogue
) -> RunView:
    """The run as it stands, from stored rows and the live board."""
    progress = progress_of(run, drafts, channels)
    return RunView(
        run=run,
        cells=tuple(_cell(run, cell, drafts, variants, live, channels) for cell in run.cells),
        progress=progress,
        seconds_left=None if run.status.is_over else _seconds_left(live.pace(run.id), progress),
        note=live.noted(run.id),
        being_replaced=live.being_replaced(run.id),
    )


def _cell(
    run: Run, cell: Cell, drafts: Sequence[Draft], variants: Sequence[Variant], live: LiveBoard, channels: Catalogue
) -> CellView:
    own = [draft for draft in drafts if draft.cell == cell.index]
    is_over = is_cell_over(run, first_round(own, cell.index), waves_of(run, cell, channels))
    unranked = tuple(draft for draft in own if draft.passed and draft.rank is None)
    return CellView(
        cell=cell,
        variants=tuple(variant for variant in variants if variant.draft.cell == cell.index),
        waiting=() if is_over else unranked[: run.wanted(cell)],
        growing=tuple(text for text in live.growing(run.id) if text.cell == cell.index),
        rejected=tuple(draft for draft in own if not draft.passed and draft.rank is None),
        passed_over=unranked if is_over else (),
        is_over=is_over,
    )


def _seconds_left(pace: Pace | None, progress: float) -> float | None:
    """By the pace of this process: the time that the app was down is not part of it."""
    if pace is None or progress - pace.progress < LEAST_PROGRESS_TO_FORESEE:
        return None
    return pace.seconds / (progress - pace.progress) * (1 - progress)
