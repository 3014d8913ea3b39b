"""The engine: texts of a model on a server, as many requests at once as its connection allows."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from urllib.parse import urlsplit

import openai

from core.domain import Capabilities, Connection
from core.engines.base import Ask, DraftText, Engine, EngineInfo, OnAsked, Prompt, PromptStyle
from core.engines.openai.asking import Asker
from core.engines.openai.line import Cut, Line
from core.engines.openai.request import Request, request_for
from core.engines.openai.route import PLAINLY, Route
from core.engines.openai.rows import Row, estimated_tokens
from core.errors import GenerationError, RemoteError

Spent = Callable[[int, int], None]
"""(prompt tokens, completion tokens) of one request that gave texts; counted by the server, or else estimated."""
TICK = 0.25
"""Seconds after which a listener is asked again though nothing has come, so that a silent server can be left."""
COMPLETES_ONLY = ("davinci-002", "babbage-002", "gpt-3.5-turbo-instruct", "gpt2", "gpt-2")
HOUSE = "housestyle-"
"""How the name of a served house adapter begins."""


def style_of(model: str, able: Capabilities) -> PromptStyle:
    """How a model is asked. GPT-3's own base models and GPT-2 know no chat, whatever their server does.

    >>> style_of("openai-community/gpt2", Capabilities()).value, style_of("gpt-5-mini", Capabilities()).value
    ('completion', 'chat')
    """
    name = model.rsplit("/", 1)[-1].casefold()
    if name.startswith(HOUSE) and able.completions:
        return PromptStyle.HOUSE
    if any(known in name for known in COMPLETES_ONLY) or not able.chat:
        return PromptStyle.COMPLETION
    return PromptStyle.CHAT


@dataclass(slots=True)
class _Group:
    """Rows that one request asks for; ``place`` is where their ask stands, ``first`` the index of their first row."""

    place: int
    indexes: list[int]
    rows: list[Row]
    request: Request
    line: Line = field(default_factory=Line)


class OpenAIEngine(Engine):
    """One model of one connection.

    Rows of an ask that read the same share a request where the server gives several texts together; their texts then
    belong to the first one's seed, and are the same again only when asked for together. ``spent`` is called in a
    thread of ours, one call at a time; what it raises ends the drafting.
    """

    def __init__(
        self,
        connection: Connection,
        key: str,
        model: str,
        spent: Spent = lambda _prompt, _completion: None,
        jitter: Callable[[], float] = random.random,
        route: Route = PLAINLY,
    ) -> None:
        self._able = connection.capabilities or Capabilities()
        self._asker = Asker(connection, key, model, jitter, route)
        self._model = model
        self._spent = spent
        self._spending = threading.Lock()
        self._threads = ThreadPoolExecutor(max(1, connection.at_once), thread_name_prefix="openai")
        self._closed = False
        self._info = EngineInfo(
            model=f"{connection.pool or connection.name}/{model}",
            revision="",
            adapter="",
            style=style_of(model, self._able),
            device=urlsplit(connection.address).hostname or connection.address,
            streaming=self._able.streaming,
            parameters=0,
            memory_bytes=0,
            versions=f"openai {openai.__version__}",
        )

    @property
    def info(self) -> EngineInfo:
        return self._info

    def render(self, prompt: Prompt) -> str:
        """What is sent, as text: a server's own chat template is not known."""
        if prompt.style is not PromptStyle.CHAT:
            return prompt.text
        return "\n\n".join(f"{message.role}: {message.content}" for message in prompt.messages)

    def tokens(self, text: str) -> int:
        """An estimate, see ``estimated_tokens``."""
        return estimated_tokens(text)

    def draft_together(self, asks: Sequence[Ask], on_text: OnAsked) -> list[list[DraftText]]:
        """See ``Engine.draft_together``; the listener is called in this thread alone. The first request that fails
        ends the others. Raises RemoteError, GenerationError, and what ``spent`` raises."""
        if self._closed:
            raise GenerationError("The connection has been closed.", "Start the run again.")
        groups = [group for place, ask in enumerate(asks) for group in self._groups(place, ask)]
        news: SimpleQueue[_Group] = SimpleQueue()
        futures = [self._begun(group, news) for group in groups]
        try:
            self._listen(groups, futures, news, on_text)
            drafts: list[list[DraftText | None]] = [[None] * len(ask.seeds) for ask in asks]
            for group, future in zip(groups, futures, strict=True):
                for index, draft in zip(group.indexes, future.result(), strict=True):
                    drafts[group.place][index] = draft
        finally:
            for group, future in zip(groups, futures, strict=True):
                future.cancel()
                if not future.done():
                    group.line.cut(Cut.STOPPED)
        return [[draft for draft in own if draft is not None] for own in drafts]

    @property
    def is_gone(self) -> bool:
        return self._closed

    def close(self) -> None:
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._asker.close()

    def _groups(self, place: int, ask: Ask) -> Iterator[_Group]:
        said = ask.said or ("",) * len(ask.seeds)
        alike: dict[tuple[Prompt, str], list[int]] = {}
        for index, key in enumerate(zip(ask.prompts, said, strict=True)):
            alike.setdefault(key, []).append(index)
        for (prompt, own), indexes in alike.items():
            size = max(1, self._able.together)
            for first in range(0, len(indexes), size):
                yield self._group(place, ask, prompt, own, indexes[first : first + size])

    def _group(self, place: int, ask: Ask, prompt: Prompt, said: str, indexes: list[int]) -> _Group:
        most = ask.settings.max_length or ask.max_tokens
        seeds = [ask.seeds[index] for index in indexes]
        stops = (*prompt.stop, *ask.settings.stop)
        request = request_for(prompt, said, ask.settings, seeds, most, self._model, self._able)
        return _Group(place, indexes, [Row(prompt, said, stops, request.is_formed) for _ in indexes], request)

    def _begun(self, group: _Group, news: SimpleQueue[_Group]) -> Future[list[DraftText]]:
        future = self._threads.submit(self._written, group, news)
        future.add_done_callback(lambda _: news.put(group))
        return future

    def _written(self, group: _Group, news: SimpleQueue[_Group]) -> list[DraftText]:
        """Ask for a group in a thread of its own."""
        started = time.perf_counter()

        def hear(texts: list[str]) -> bool:
            more = [row.grow(text) for row, text in zip(group.rows, texts, strict=True)]
            news.put(group)
            return any(more)

        try:
            answer = self._asker.ask(group.request, hear, group.line)
        except RemoteError:
            self._count(group, None, [row.text for row in group.rows])
            raise
        used = answer.usage
        self._count(group, used, answer.texts)
        seconds = (time.perf_counter() - started) / len(group.rows)
        own = used[1] if used and len(group.rows) == 1 else None
        return [row.finished(choice, own, seconds) for row, choice in zip(group.rows, answer.choices, strict=True)]

    def _count(self, group: _Group, used: tuple[int, int] | None, texts: Sequence[str]) -> None:
        """What came was most likely charged, whole or not."""
        if used or any(texts):
            with self._spending:
                self._spent(*(used or (self.tokens(group.request.text), sum(map(self.tokens, texts)))))

    def _listen(
        self,
        groups: Sequence[_Group],
        futures: Sequence[Future[list[DraftText]]],
        news: SimpleQueue[_Group],
        on_text: OnAsked,
    ) -> None:
        """Pass on what comes until all is done. Raises what a group raised, as soon as it did."""
        futures_of = {id(group): future for group, future in zip(groups, futures, strict=True)}
        while not all(future.done() for future in futures):
            for group in _changed(news) or groups:
                future = futures_of[id(group)]
                if future.done():
                    future.result()
                _tell(group, on_text)


def _changed(news: SimpleQueue[_Group]) -> list[_Group]:
    """The groups of which something came, each once; none where nothing came for a while."""
    found: dict[int, _Group] = {}
    try:
        group = news.get(timeout=TICK)
        while True:
            found[id(group)] = group
            group = news.get_nowait()
    except Empty:
        return list(found.values())


def _tell(group: _Group, on_text: OnAsked) -> None:
    """Tell the listener how far a group's rows are; a request of which no row is wanted any more is ended."""
    for index, row in zip(group.indexes, group.rows, strict=True):
        if not row.is_cut_off.is_set() and not on_text(group.place, index, row.text):
            row.is_cut_off.set()
    if all(row.is_cut_off.is_set() or row.ended for row in group.rows):
        group.line.cut(Cut.STOPPED)
