"""What a page shows of a run: a snapshot of what is stored and what is growing."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain import Cell, Draft, Run, Variant
from core.live import LiveText


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """``passed_over`` are drafts that passed but were not among the best ``n``."""

    cell: Cell
    variants: tuple[Variant, ...]
    waiting: tuple[Draft, ...]  # passed, in a cell that is still being written
    growing: tuple[LiveText, ...]
    rejected: tuple[Draft, ...]
    passed_over: tuple[Draft, ...]
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RunView:
    """``progress`` is 0 to 1; ``seconds_left`` is None while too little is known to say."""

    run: Run
    cells: tuple[CellView, ...]
    progress: float
    seconds_left: float | None
    note: str
    being_replaced: frozenset[str]

    @property
    def is_busy(self) -> bool:
        return not self.run.status.is_over or bool(self.being_replaced)

    @property
    def is_about_to_begin(self) -> bool:
        """Nothing is written yet, and nothing is said of why."""
        empty = not any(cell.growing or cell.waiting or cell.rejected or cell.variants for cell in self.cells)
        return empty and not self.note and not self.run.status.is_over
