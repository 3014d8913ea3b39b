"""Draft numbers for texts written again: after all that their cell's own waves may use, and never twice."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from core.domain import Cell, Draft, Run


class Numbering:
    """Hands out numbers within this process, to several jobs that write for the same cell."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next: dict[tuple[str, int], int] = {}

    def take(self, run: Run, cell: Cell, drafts: Sequence[Draft], *, least: int, count: int) -> range:
        """The next ``count`` numbers from ``least`` up that neither ``drafts`` nor another job have."""
        with self._lock:
            stored = 1 + max((draft.number for draft in drafts), default=-1)
            start = max(least, stored, self._next.get((run.id, cell.index), 0))
            self._next[run.id, cell.index] = start + count
            return range(start, start + count)
