"""Asking a server: at most three tries under one deadline, and a text comes whole or not at all."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

import httpx2
import openai

from core.domain import Connection
from core.engines.openai.answers import Answer
from core.engines.openai.client import client_of, on_line
from core.engines.openai.faults import Fault, Refused, Speaker, Unreadable
from core.engines.openai.line import Cut, Line
from core.engines.openai.request import Request
from core.engines.openai.route import PLAINLY, Route
from core.errors import HousestyleError

TRIES = 3
FIRST_WAIT, LONGEST_WAIT = 0.5, 8.0
"""Seconds: a wait is drawn from nothing to the first, doubled each time (full jitter, AWS Architecture Blog, 2015)."""
OPTIONAL = ("seed", "logprobs", "stream_options", "temperature", "top_p", "stop", "max_tokens", "response_format")
"""Fields that a text can be asked for without."""
UNKNOWN = re.compile(r"unsupported|not support|unrecognized|unexpected|unknown|extra", re.IGNORECASE)
FAULTS = (
    openai.OpenAIError,
    httpx2.HTTPError,
    HousestyleError,
    Refused,
    ValueError,
    TypeError,
    AttributeError,
    RecursionError,
)
"""What the client and the route raise; the plain ones where a server's JSON has another shape than the protocol's."""

Hear = Callable[[list[str]], bool]
"""Called in the asking thread with the texts so far; returning False ends the answer there."""


class Asker:
    """Asks one connection for one model. ``jitter`` draws the share of a wait that is waited, 0 to 1."""

    def __init__(
        self,
        connection: Connection,
        key: str,
        model: str,
        jitter: Callable[[], float] = random.random,
        route: Route = PLAINLY,
    ) -> None:
        self.speaker = Speaker(connection.name, model, connection.seconds, key)
        self._client = client_of(connection, key, route)
        self._seconds = connection.seconds
        self._jitter = jitter
        self._unknown: set[str] = set()  # fields that the server was found not to take

    def close(self) -> None:
        self._client.close()

    def ask(self, request: Request, hear: Hear, line: Line) -> Answer:
        """The answer; as far as it came where ``hear`` or a cut ``line`` ended it. Raises RemoteError."""
        with line.until(self._seconds), on_line(line):
            answer, fault = Answer.of(request.count), None
            for number in range(TRIES):
                answer = Answer.of(request.count)
                fault = self._fault_of(request, answer, hear, line)
                if fault is None or line.cut_for is Cut.STOPPED:
                    return answer
                wait = self._wait(number, fault)
                if not fault.again or number == TRIES - 1 or wait > line.left:
                    break
                line.wait(wait)
            assert fault is not None
            raise fault.error() from None  # what the client raised may hold the key

    def models(self) -> list[str]:
        """The names of the server's models. Raises Fault."""
        line = Line()
        try:
            with line.until(self._seconds), on_line(line):
                listed = self._client.models.list(timeout=self._left(line))
                return sorted(str(model.id) for model in listed.data)
        except FAULTS as error:
            raise self.speaker.of_cut(line.cut_for) if line.cut_for else self.speaker.of(error) from None

    def takes(self, name: str) -> bool:
        """Whether the server has not been found to refuse a field."""
        return name not in self._unknown

    def once(self, request: Request) -> Answer:
        """The answer of one try. Raises Fault."""
        line, answer = Line(), Answer.of(request.count)
        with line.until(self._seconds), on_line(line):
            fault = self._fault_of(request, answer, lambda _: True, line)
        if fault is not None:
            raise fault
        return answer

    def _fault_of(self, request: Request, answer: Answer, hear: Hear, line: Line) -> Fault | None:
        """Fill the answer; what went wrong, if anything did. Fields that the server does not know are left out."""
        for name in self._unknown:
            request = request.without(name) if name in request.fields else request
        while True:
            if line.cut_for:
                return self.speaker.of_cut(line.cut_for)
            line.begin_again()
            try:
                self._receive(request, answer, hear, line)
            except FAULTS as error:
                if line.cut_for:
                    return self.speaker.of_cut(line.cut_for)
                unknown = _unknown_field(error, request)
                if unknown is None:
                    return self.speaker.of(error)
                self._unknown.add(unknown)
                request = request.without(unknown)
            else:
                return self.speaker.of_cut(line.cut_for) if line.cut_for else None

    def _receive(self, request: Request, answer: Answer, hear: Hear, line: Line) -> None:
        sent = self._send(request, line)
        if not request.streaming:
            answer.take(sent)
            answer.finish(streamed=False)
            hear(answer.texts)
            return
        if not isinstance(sent, openai.Stream):
            raise Unreadable("it is not streamed")
        with sent:
            for piece in sent:
                answer.take(piece)
                if not hear(answer.texts):
                    return
        answer.finish(streamed=True)

    def _send(self, request: Request, line: Line) -> Any:
        create: Any = self._client.chat.completions.create if request.is_chat else self._client.completions.create
        return create(**request.fields, stream=request.streaming, timeout=self._left(line))

    def _left(self, line: Line) -> float:
        return max(0.001, line.left)

    def _wait(self, number: int, fault: Fault) -> float:
        drawn: float = self._jitter() * min(LONGEST_WAIT, FIRST_WAIT * 2**number)
        return drawn if fault.wait is None else fault.wait + drawn


def _unknown_field(error: Exception, request: Request) -> str | None:
    """The field that the server says it does not take, where a text can be asked for without it."""
    if not isinstance(error, (openai.BadRequestError, openai.UnprocessableEntityError)):
        return None
    told = f"{error.message} {error.body}"
    named = [name for name in OPTIONAL if name in request.fields and re.search(rf"\b{name}\b", told)]
    if error.param in request.fields and error.param in OPTIONAL:
        named.insert(0, error.param)
    return named[0] if named and UNKNOWN.search(told) else None
