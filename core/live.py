"""Text as it grows, published by workers and read by pages. Lives in memory only.

Nothing here needs to outlast the process: a draft that was growing when the process died is drawn
again from its seed.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LiveText:
    """A draft in flight. ``number`` is the draft's number in its cell; ``replaces`` the variant it may replace."""

    cell: int
    number: int
    text: str
    replaces: str | None = None


class LiveBoard:
    """Thread-safe. Writers publish whole texts; readers get an immutable snapshot."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._texts: dict[str, dict[tuple[int, int], LiveText]] = {}
        self._notes: dict[str, str] = {}
        self._replacing: dict[str, set[str]] = {}

    def publish(self, run_id: str, live: LiveText) -> None:
        with self._lock:
            self._texts.setdefault(run_id, {})[live.cell, live.number] = live

    def withdraw(self, run_id: str, cell: int, numbers: range) -> None:
        """The drafts are finished: they are in the database now."""
        with self._lock:
            texts = self._texts.get(run_id, {})
            for number in numbers:
                texts.pop((cell, number), None)

    def growing(self, run_id: str) -> tuple[LiveText, ...]:
        with self._lock:
            texts = self._texts.get(run_id, {})
            return tuple(texts[key] for key in sorted(texts))

    def note(self, run_id: str, text: str) -> None:
        """One line on what the run is doing now ("Loading the model"); empty clears it."""
        with self._lock:
            self._notes[run_id] = text

    def noted(self, run_id: str) -> str:
        with self._lock:
            return self._notes.get(run_id, "")

    def replacing(self, run_id: str, variant_id: str, *, going_on: bool) -> None:
        with self._lock:
            variants = self._replacing.setdefault(run_id, set())
            if going_on:
                variants.add(variant_id)
            else:
                variants.discard(variant_id)

    def being_replaced(self, run_id: str) -> frozenset[str]:
        with self._lock:
            return frozenset(self._replacing.get(run_id, ()))

    def forget(self, run_id: str) -> None:
        with self._lock:
            self._texts.pop(run_id, None)
            self._notes.pop(run_id, None)
