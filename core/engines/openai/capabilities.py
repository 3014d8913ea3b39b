"""What a server can do, found out by asking it once for a few tokens each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from core.domain import Capabilities, Connection
from core.engines.base import Message, Prompt, PromptStyle
from core.engines.openai.answers import Answer
from core.engines.openai.asking import Asker
from core.engines.openai.faults import Fault
from core.engines.openai.form import is_kept
from core.engines.openai.request import Request, request_for
from core.engines.openai.route import PLAINLY, Route
from core.errors import InvalidInput
from core.sampling import SamplingSettings

TOKENS = 4
TOGETHER = 8
"""Texts that a request asks for where a server gives two: a wave of short texts has as many."""
SEED = 11
BOLD = SamplingSettings(temperature=1.5, top_p=1.0)
QUESTION = "Name three animals."
ALONE = Capabilities(streaming=False)


def found_out(connection: Connection, key: str, model: str = "", route: Route = PLAINLY) -> Capabilities:
    """What works with a model; the first that is known where none is named.

    A server that cannot do something has answered. Raises RemoteError where it cannot be reached, does not answer in
    time or refuses the key, and InvalidInput where no model is known.
    """
    asker = Asker(connection, key, model, route=route)
    try:
        model = model or next(iter((*connection.models, *_listed(asker))), "")
        if not model:
            raise InvalidInput("models", f"“{connection.name}” lists no models.", "Name one of its models.")
        asker.speaker = replace(asker.speaker, model=model)
        return _able(asker, model)
    except Fault as fault:
        raise fault.error() from None
    finally:
        asker.close()


def listed(connection: Connection, key: str, route: Route = PLAINLY) -> tuple[str, ...]:
    """The names of the server's models. Raises RemoteError."""
    asker = Asker(connection, key, "", route=route)
    try:
        return tuple(asker.models())
    except Fault as fault:
        raise fault.error() from None
    finally:
        asker.close()


def _listed(asker: Asker) -> list[str]:
    """The models that the server lists; not all do. Raises Fault."""
    try:
        return asker.models()
    except Fault as fault:
        if fault.is_shut:
            raise
        return []


def _able(asker: Asker, model: str) -> Capabilities:
    chat = _tried(asker, _request(model, ALONE, is_chat=True))
    plain = _tried(asker, _request(model, ALONE, is_chat=False))
    able = Capabilities(chat=chat is not None, completions=plain is not None, streaming=False)
    if not (chat or plain):
        return able

    def answer(asked: Capabilities, count: int = 1) -> Answer | None:
        return _tried(asker, _request(model, asked, is_chat=chat is not None, count=count))

    streamed = answer(replace(ALONE, streaming=True, usage=True))
    counted = streamed or chat or plain
    with_chances = answer(replace(ALONE, logprobs=True))
    formed = answer(replace(ALONE, structured=True)) if chat else None
    return replace(
        able,
        streaming=streamed is not None,
        seeds=_heeds_seeds(asker, answer),
        together=TOGETHER if answer(ALONE, count=2) else 1,
        logprobs=with_chances is not None and bool(with_chances.choices[0].chances),
        structured=formed is not None and is_kept(formed.texts[0]),
        usage=counted is not None and counted.usage is not None,
    )


def _heeds_seeds(asker: Asker, answer: Callable[[Capabilities], Answer | None]) -> bool:
    first, second = (answer(replace(ALONE, seeds=True)) for _ in range(2))
    return first is not None and second is not None and first.texts == second.texts and asker.takes("seed")


def _tried(asker: Asker, request: Request) -> Answer | None:
    """None where it cannot be had. Raises Fault where the server lets nobody in."""
    try:
        return asker.once(request)
    except Fault as fault:
        if fault.is_shut:
            raise
        return None


def _request(model: str, able: Capabilities, *, is_chat: bool, count: int = 1) -> Request:
    if is_chat:
        prompt = Prompt(style=PromptStyle.CHAT, messages=(Message("user", QUESTION),))
    else:
        prompt = Prompt(style=PromptStyle.COMPLETION, text=QUESTION)
    return request_for(prompt, "", BOLD, [SEED] * count, TOKENS, model, able)
