"""One draft as it grows: its tokens, its text so far, and whether it has ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from core.engines.base import Ended

UNFINISHED = "\N{REPLACEMENT CHARACTER}"
"""What a decoder gives for the first half of a character."""


@dataclass(slots=True)
class GrowingText:
    """Feed it tokens; ask it for the text. ``stops`` end it and are not part of it."""

    decode: Callable[[Sequence[int]], str]
    stops: tuple[str, ...]
    ends: frozenset[int]
    tokens: list[int] = field(default_factory=list)
    text: str = ""
    logprob: float = 0.0
    ended: Ended | None = None

    def add(self, token: int, logprob: float) -> None:
        """One more token. An end token ends the draft and leaves the text as it is."""
        self.logprob += logprob
        self.tokens.append(token)
        if token in self.ends:
            self.ended = Ended.STOP
            return
        self.text = self.decode(self.tokens).rstrip(UNFINISHED)
        found = [place for stop in self.stops if (place := self.text.find(stop)) >= 0]
        if found:
            self.text = self.text[: min(found)]
            self.ended = Ended.STOP

    @property
    def mean_logprob(self) -> float:
        return self.logprob / max(1, len(self.tokens))
