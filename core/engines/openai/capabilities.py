"""What a server can do, found out by asking it once for a few tokens each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from core.domain import Capabilities, Connection
from core.engines.base import Message, Prompt, PromptStyle
from core.engines.openai.answers import Answer
from core.engines.openai.asking import Asker
from core.engines.openai.faults import Fault
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


def found_out(
    connection: Connection, key: str, model: str = "", route: Route = PLAINLY
) -> tuple[Capabilities, list[str]]:
    """What works, and the same in sentences; ``model`` is the first that is known where none is named.

    A server that cannot do something has answered. Raises RemoteError where it cannot be reached, does not answer in
    time or refuses the key, and InvalidInput where no model is known.
    """
    asker = Asker(connection, key, model, route=route)
    try:
        listed, words = _models(asker)
        model = model or next(iter((*connection.models, *listed)), "")
        if not model:
            raise InvalidInput("models", f"“{connection.name}” lists no models.", "Name one of its models.")
        asker.speaker = replace(asker.speaker, model=model)
        able, more = _able(asker, model)
        return able, [*words, *more]
    except Fault as fault:
        raise fault.error() from None
    finally:
        asker.close()


def _models(asker: Asker) -> tuple[list[str], list[str]]:
    """Those that the server lists, and a sentence on them. Raises Fault."""
    try:
        listed = asker.models()
    except Fault as fault:
        if fault.is_shut:
            raise
        return [], ["It does not list its models."]
    return listed, [f"It lists {len(listed)} {'model' if len(listed) == 1 else 'models'}."]


def _able(asker: Asker, model: str) -> tuple[Capabilities, list[str]]:
    chat, why_no_chat = _tried(asker, _request(model, ALONE, is_chat=True))
    plain, why_not_plain = _tried(asker, _request(model, ALONE, is_chat=False))
    words = [
        "It answers chats." if chat else f"It does not answer chats: {why_no_chat}",
        "It continues plain texts." if plain else f"It does not continue plain texts: {why_not_plain}",
    ]
    able = Capabilities(chat=chat is not None, completions=plain is not None, streaming=False)
    if not (chat or plain):
        return able, words

    def answer(asked: Capabilities, count: int = 1) -> Answer | None:
        return _tried(asker, _request(model, asked, is_chat=chat is not None, count=count))[0]

    streamed = answer(replace(ALONE, streaming=True, usage=True))
    counted = streamed or chat or plain
    with_chances = answer(replace(ALONE, logprobs=True))
    able = replace(
        able,
        streaming=streamed is not None,
        seeds=_heeds_seeds(asker, answer),
        together=TOGETHER if answer(ALONE, count=2) else 1,
        logprobs=with_chances is not None and bool(with_chances.choices[0].logprobs),
        usage=counted is not None and counted.usage is not None,
    )
    return able, [*words, *_told(able)]


def _heeds_seeds(asker: Asker, answer: Callable[[Capabilities], Answer | None]) -> bool:
    first, second = (answer(replace(ALONE, seeds=True)) for _ in range(2))
    return first is not None and second is not None and first.texts == second.texts and asker.takes("seed")


def _told(able: Capabilities) -> list[str]:
    return [
        "Texts appear as they are written." if able.streaming else "Texts appear when they are finished.",
        "The same seed gives the same text." if able.seeds else "Seeds are not heeded: a run cannot be repeated.",
        f"One request gives up to {able.together} texts." if able.together > 1 else "One request gives one text.",
        "It tells how likely its words are." if able.logprobs else "It does not tell how likely its words are.",
        "It counts the tokens used." if able.usage else "It does not count tokens; they are estimated.",
    ]


def _tried(asker: Asker, request: Request) -> tuple[Answer | None, str]:
    """The answer, or why there is none. Raises Fault where the server lets nobody in."""
    try:
        return asker.once(request), ""
    except Fault as fault:
        if fault.is_shut:
            raise
        return None, fault.what


def _request(model: str, able: Capabilities, *, is_chat: bool, count: int = 1) -> Request:
    if is_chat:
        prompt = Prompt(style=PromptStyle.CHAT, messages=(Message("user", QUESTION),))
    else:
        prompt = Prompt(style=PromptStyle.COMPLETION, text=QUESTION)
    return request_for(prompt, "", BOLD, [SEED] * count, TOKENS, model, able)
