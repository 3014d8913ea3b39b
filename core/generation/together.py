"""Several writers, one batch: each draws with the same engine, and what all of them ask for is drafted together.

Nobody is served before everybody who still writes has asked, so that the same writers always make the same batches.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from core.engines.base import Ask, DraftText, Engine, EngineInfo, OnAsked, Prompt

T = TypeVar("T")
Write = Callable[[Engine], T]


def write_together(engine: Engine, writes: Sequence[Write[T]]) -> list[T]:
    """What each gives, in their order, each writing in a thread of its own. Raises what one of them raised."""
    if len(writes) == 1:
        return [writes[0](engine)]
    table = _Table(engine, len(writes))
    with ThreadPoolExecutor(len(writes)) as threads:
        futures = [threads.submit(table.seat, place, write) for place, write in enumerate(writes)]
    return [future.result() for future in futures]


class _Table:
    """Where the writers sit. Whoever asks last has all served."""

    def __init__(self, engine: Engine, seats: int) -> None:
        self.engine = engine
        self._sitting = set(range(seats))
        self._asked: dict[int, tuple[Sequence[Ask], OnAsked]] = {}
        self._served: dict[int, list[list[DraftText]] | BaseException] = {}
        self._state = threading.Condition()

    def seat(self, place: int, write: Write[T]) -> T:
        """Let somebody write here."""
        try:
            return write(_Seat(self, place))
        finally:
            with self._state:
                self._sitting.discard(place)
                self._serve()

    def ask(self, place: int, asks: Sequence[Ask], on_text: OnAsked) -> list[list[DraftText]]:
        """Wait for the others, and for the drafts."""
        with self._state:
            self._asked[place] = asks, on_text
            self._serve()
            self._state.wait_for(lambda: place in self._served)
            served = self._served.pop(place)
        if isinstance(served, BaseException):
            raise served
        return served

    def _serve(self) -> None:
        """Draft for all once nobody is missing. A failure is everybody's."""
        if not self._asked or set(self._asked) != self._sitting:
            return
        asked = sorted(self._asked.items())
        self._asked = {}
        owners = [(place, number) for place, (asks, _) in asked for number in range(len(asks))]
        listeners = {place: on_text for place, (_, on_text) in asked}

        def on_text(ask: int, row: int, text: str) -> bool:
            place, number = owners[ask]
            return listeners[place](number, row, text)

        try:
            drafts = self.engine.draft_together([ask for _, (asks, _) in asked for ask in asks], on_text)
            for place, _ in asked:
                self._served[place] = [own for own, (owner, _) in zip(drafts, owners, strict=True) if owner == place]
        except BaseException as error:  # noqa: BLE001 - it happened in one thread and is every one's who waits
            self._served.update((place, error) for place, _ in asked)
        self._state.notify_all()


class _Seat(Engine):
    """The engine as one writer sees it."""

    def __init__(self, table: _Table, place: int) -> None:
        self._table = table
        self._place = place

    @property
    def info(self) -> EngineInfo:
        return self._table.engine.info

    def render(self, prompt: Prompt) -> str:
        return self._table.engine.render(prompt)

    def tokens(self, text: str) -> int:
        return self._table.engine.tokens(text)

    def draft_together(self, asks: Sequence[Ask], on_text: OnAsked) -> list[list[DraftText]]:
        """See ``Engine.draft_together``."""
        return self._table.ask(self._place, asks, on_text)

    @property
    def is_gone(self) -> bool:
        return self._table.engine.is_gone

    def close(self) -> None:
        """The engine belongs to all."""
