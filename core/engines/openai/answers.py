"""An answer as it comes in, whole or in pieces: texts, why they ended, log-probabilities, tokens.

The client hands on what a server sent without looking at it, so each value is looked at here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from core.engines.openai.faults import REFUSALS, Refused, Unreadable


@dataclass(slots=True)
class Choice:
    """One text. ``finish`` is empty while it grows; ``came`` says whether anything was sent of it; ``chances`` are its
    tokens with their log-probabilities, as far as the server tells them."""

    text: str = ""
    finish: str = ""
    came: bool = False
    chances: list[tuple[str, float]] = field(default_factory=list)


@dataclass(slots=True)
class Answer:
    """``usage`` are (prompt tokens, completion tokens), None where the server did not say."""

    choices: list[Choice]
    usage: tuple[int, int] | None = None

    @classmethod
    def of(cls, count: int) -> Answer:
        return cls([Choice() for _ in range(count)])

    @property
    def texts(self) -> list[str]:
        return [choice.text for choice in self.choices]

    def take(self, sent: Any) -> None:
        """Add what came. Raises Unreadable, Refused."""
        choices = getattr(sent, "choices", None)
        if not isinstance(choices, list):
            raise Unreadable("it holds no texts")
        for choice in choices:
            self._add(choice)
        self.usage = _usage(getattr(sent, "usage", None)) or self.usage

    def finish(self, *, streamed: bool) -> None:
        """See that it is whole; in a stream only the reason of an end says so. Raises Unreadable."""
        if not all(choice.finish or (choice.came and not streamed) for choice in self.choices):
            raise Unreadable("it ends before the text does" if streamed else "a text is missing")

    def _add(self, sent: Any) -> None:
        index = getattr(sent, "index", 0)
        if not isinstance(index, int) or not 0 <= index < len(self.choices):
            raise Unreadable("it holds a text that was not asked for")
        own = self.choices[index]
        own.came = True
        said = getattr(sent, "delta", None) or getattr(sent, "message", None) or sent
        finish = getattr(sent, "finish_reason", None)
        if getattr(said, "refusal", None) or finish in REFUSALS:
            raise Refused
        own.text += _text(getattr(said, "text" if said is sent else "content", None))
        own.finish = _text(finish) or own.finish
        own.chances += _chances(getattr(sent, "logprobs", None))


def _text(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Unreadable("where a text should be is something else")
    return value


def _chances(value: Any) -> list[tuple[str, float]]:
    """Tokens with natural log-probabilities, of both kinds of completion."""
    if value is None:
        return []
    sent = getattr(value, "content", None)
    if sent is not None:
        pairs = [(token.token, token.logprob) for token in sent]
    else:
        numbers = getattr(value, "token_logprobs", None) or []
        pairs = list(zip(getattr(value, "tokens", None) or [""] * len(numbers), numbers, strict=False))
    given = [(token, number) for token, number in pairs if number is not None]
    if not all(_is_number(number) for _, number in given):
        raise Unreadable("a number in it is none")
    return [(_text(token), float(number)) for token, number in given]


def _usage(value: Any) -> tuple[int, int] | None:
    if value is None:
        return None
    counts = [getattr(value, name, 0) or 0 for name in ("prompt_tokens", "completion_tokens")]
    if not all(_is_number(count) and count >= 0 for count in counts):
        raise Unreadable("a number in it is none")
    return int(counts[0]), int(counts[1])


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and math.isfinite(value)
