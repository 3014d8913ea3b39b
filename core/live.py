"""Text as it grows, published by workers and read by pages. Lives in memory only.

Nothing here needs to outlast the process: a draft that was growing when the process died is drawn
again from its seed.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from core.secrets import redacted


@dataclass(frozen=True, slots=True)
class LiveText:
    """A draft in flight. ``number`` is the draft's number in its cell; ``replaces`` the variant it may replace."""

    cell: int
    number: int
    text: str
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """``seconds`` since this process took the run up, and how far (0 to 1) the run was then."""

    seconds: float
    progress: float


class LiveBoard:
    """Thread-safe. Writers publish whole texts; readers get an immutable snapshot. ``clock`` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._news = threading.Condition(self._lock)
        self._texts: dict[str, dict[tuple[int, int], LiveText]] = {}
        self._notes: dict[str, str] = {}
        self._replacing: dict[str, set[str]] = {}
        self._taken_up: dict[str, tuple[float, float]] = {}

    def take_up(self, run_id: str, progress: float) -> None:
        """This process begins, or goes on, with a run that is so far."""
        with self._lock:
            self._taken_up[run_id] = self._clock(), progress

    def pace(self, run_id: str) -> Pace | None:
        """None for a run that this process does not write."""
        with self._lock:
            if run_id not in self._taken_up:
                return None
            since, progress = self._taken_up[run_id]
            return Pace(seconds=self._clock() - since, progress=progress)

    def publish(self, run_id: str, live: LiveText) -> None:
        with self._lock:
            self._texts.setdefault(run_id, {})[live.cell, live.number] = live
            self._news.notify_all()

    def withdraw(self, run_id: str, cell: int, numbers: range) -> None:
        """The drafts are finished: they are in the database now."""
        with self._lock:
            texts = self._texts.get(run_id, {})
            for number in numbers:
                texts.pop((cell, number), None)
            if not texts:
                self._texts.pop(run_id, None)

    def await_word(self, run_id: str, seconds: float) -> bool:
        """Wait until a text of this run holds a word, or for so long; returns whether one does."""
        with self._lock:
            return self._news.wait_for(
                lambda: any(live.text for live in self._texts.get(run_id, {}).values()), timeout=seconds
            )

    def growing(self, run_id: str) -> tuple[LiveText, ...]:
        """By cell and number."""
        with self._lock:
            texts = self._texts.get(run_id, {})
            return tuple(texts[key] for key in sorted(texts))

    def note(self, run_id: str, text: str) -> None:
        """One line on what the run is doing now ("Loading the model"); empty clears it."""
        with self._lock:
            if text:
                self._notes[run_id] = redacted(text)
            else:
                self._notes.pop(run_id, None)

    def noted(self, run_id: str) -> str:
        with self._lock:
            return self._notes.get(run_id, "")

    def replacing(self, run_id: str, variant_id: str, *, going_on: bool) -> bool:
        """Note that a variant is being written again, or is not any more; False where that was noted already."""
        with self._lock:
            variants = self._replacing.setdefault(run_id, set())
            is_new = (variant_id in variants) != going_on
            if going_on:
                variants.add(variant_id)
            else:
                variants.discard(variant_id)
            if not variants:
                self._replacing.pop(run_id)
            return is_new

    def being_replaced(self, run_id: str) -> frozenset[str]:
        with self._lock:
            return frozenset(self._replacing.get(run_id, ()))

    def forget(self, run_id: str) -> None:
        """The run is over."""
        with self._lock:
            self._texts.pop(run_id, None)
            self._notes.pop(run_id, None)
            self._taken_up.pop(run_id, None)
