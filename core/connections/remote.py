"""Models of connections as engines: looked up by CONNECTION/MODEL, their load shared, what they take recorded."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

from core.connections.service import ConnectionService
from core.connections.sharing import Pool
from core.domain import Connection
from core.engines.base import Ask, DraftText, Ended, Engine, EngineInfo, OnAsked, OnText, Prompt
from core.engines.openai import OpenAIEngine
from core.errors import GenerationError, ServerFailed
from core.spending.service import SpendingService

MakeEngine = Callable[[Connection, str, str, Callable[[int, int], None]], Engine]
"""(connection, key, model, who hears what was spent) -> an engine of one connection."""

UNASKED = DraftText(text="", tokens=0, ended=Ended.CUT_OFF, seconds=0.0, logprob=0.0)
"""Stands for a text that was given up before its turn came."""


class RemoteModels:
    """One for all: the pools know how each connection stands, whoever asks."""

    def __init__(
        self, connections: ConnectionService, spending: SpendingService, make: MakeEngine | None = None
    ) -> None:
        self._connections = connections
        self._spending = spending
        self._make = make or partial(OpenAIEngine, route=connections.route)
        self._pools: dict[tuple[Connection, ...], Pool] = {}
        self._lock = threading.Lock()

    def owns(self, model_id: str) -> bool:
        return self._connections.is_remote(model_id)

    def list(self) -> tuple[tuple[str, str], ...]:
        """The models that can be chosen, each with the names of the connections that it is asked of."""
        return tuple(
            (model_id, ", ".join(one.name for one in self._connections.find(model_id)[0]))
            for model_id in self._connections.model_ids()
        )

    def engine(self, model_id: str) -> Engine:
        """Raises ModelNotFound; InvalidInput for an address that may not be written to or a key that is missing."""
        serving, model = self._connections.find(model_id)
        for connection in serving:
            self._connections.require_allowed(connection.address)
        members = {connection: self._connections.key_of(connection) for connection in serving}
        return RemoteEngine(model_id, model, members, self._pool(serving), self._make, self._spending)

    def _pool(self, serving: tuple[Connection, ...]) -> Pool:
        """The same for as long as the connections are as they are."""
        with self._lock:
            return self._pools.setdefault(serving, Pool(serving))


class RemoteEngine(Engine):
    """One model on the connections that serve it. Each ask goes to the one with most room; where that does not answer,
    to another, as long as there is one: nothing of a text that broke off is kept."""

    def __init__(
        self,
        model_id: str,
        model: str,
        members: dict[Connection, str],
        pool: Pool,
        make: MakeEngine,
        spending: SpendingService,
        run_id: str = "",
    ) -> None:
        self._model_id, self._model = model_id, model
        self._members, self._pool, self._make, self._spending = members, pool, make, spending
        self._run_id = run_id or uuid.uuid4().hex
        self._is_of_run = bool(run_id)
        self._closed = False
        self._made: dict[str, Engine] = {}
        self._making = threading.Lock()

    @property
    def _engines(self) -> dict[str, Engine]:
        """By the id of their connection, made at their first use, which may be that of many threads."""
        with self._making:
            if not self._made:
                self._made = {
                    connection.id: self._make(connection, key, self._model, self._recorder(connection))
                    for connection, key in self._members.items()
                }
            return self._made

    @property
    def _first(self) -> Engine:
        return next(iter(self._engines.values()))

    @property
    def info(self) -> EngineInfo:
        return self._first.info

    def render(self, prompt: Prompt) -> str:
        return self._first.render(prompt)

    def tokens(self, text: str) -> int:
        return self._first.tokens(text)

    @contextmanager
    def charged_to(self, run_id: str) -> Iterator[Engine]:
        own = RemoteEngine(self._model_id, self._model, self._members, self._pool, self._make, self._spending, run_id)
        try:
            yield own
        finally:
            own.close()

    def draft_together(self, asks: Sequence[Ask], on_text: OnAsked) -> list[list[DraftText]]:
        """See ``Engine.draft_together``. Raises RemoteError, GenerationError, SpendingStopped."""
        if self._closed:
            raise GenerationError("The connection has been closed.", "Start the run again.")
        if not self._is_of_run:  # a run asks before each of its waves, and keeps what it has paid for
            self._spending.require_month(self._model_id)
        turn = _Turn(on_text)
        with ThreadPoolExecutor(max(1, len(asks))) as threads:
            drafts = list(threads.map(partial(self._on_some, turn), range(len(asks)), asks))
        if turn.fault is not None:
            raise turn.fault
        return drafts

    @property
    def is_gone(self) -> bool:
        return self._closed

    def close(self) -> None:
        self._closed = True
        for engine in self._made.values():
            engine.close()

    def _on_some(self, turn: _Turn, place: int, ask: Ask) -> list[DraftText]:
        """Of one connection, or of another where the server itself fails; of each once. What the last of them raises
        ends the whole turn."""
        failed: set[str] = set()
        patience = max(one.seconds for one in self._members)
        try:
            while connection := self._pool.take(patience, but=failed, is_wanted=lambda: turn.wants(place, ask)):
                try:
                    return self._of(connection, ask, partial(turn.hear, place))
                except ServerFailed:
                    failed.add(connection.id)
                    if len(failed) == len(self._members):
                        raise
        except Exception as error:  # noqa: BLE001 - it happened in one thread and is raised in the one that waits
            turn.end(error)
        return [UNASKED] * len(ask.seeds)

    def _of(self, connection: Connection, ask: Ask, hear: OnText) -> list[DraftText]:
        """Raises what its engine raises; a server that failed counts as one that did not answer."""
        answered = True
        try:
            (drafts,) = self._engines[connection.id].draft_together([ask], lambda _ask, row, text: hear(row, text))
            return drafts
        except ServerFailed:
            answered = False
            raise
        finally:
            self._pool.give_back(connection, answered)

    def _recorder(self, connection: Connection) -> Callable[[int, int], None]:
        def spent(prompt_tokens: int, completion_tokens: int) -> None:
            self._spending.record(self._run_id, connection.name, self._model, prompt_tokens, completion_tokens)

        return spent


class _Turn:
    """What the threads of one batch share: a listener that hears one of them at a time, and the first failure, after
    which nothing more is wanted."""

    def __init__(self, on_text: OnAsked) -> None:
        self.fault: Exception | None = None
        self._on_text = on_text
        self._lock = threading.Lock()

    def hear(self, place: int, row: int, text: str) -> bool:
        with self._lock:
            return self.fault is None and self._on_text(place, row, text)

    def wants(self, place: int, ask: Ask) -> bool:
        """Whether any text of an ask that waits is still wanted."""
        return any(self.hear(place, row, "") for row in range(len(ask.seeds)))

    def end(self, error: Exception) -> None:
        with self._lock:
            self.fault = self.fault or error
