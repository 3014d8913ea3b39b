"""One draft as it grows: its tokens, its text so far, and whether it has ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from core.engines.base import DraftText, Ended
from core.engines.bounds import UNBOUNDED, Bounds
from core.engines.sentences import first_sentence

UNFINISHED = "\N{REPLACEMENT CHARACTER}"
"""What a decoder gives for the first half of a character."""


@dataclass(slots=True)
class GrowingText:
    """Feed it tokens; ask it for the text. ``stops`` end it and are not part of it; ``said`` is how the text began,
    in ``begun`` tokens, which counts for the bounds alone."""

    decode: Callable[[Sequence[int]], str]
    stops: tuple[str, ...]
    ends: frozenset[int]
    bounds: Bounds = UNBOUNDED
    said: str = ""
    begun: tuple[int, ...] = ()
    one_sentence: bool = False
    tokens: list[int] = field(default_factory=list)
    text: str = ""
    logprob: float = 0.0
    ended: Ended | None = None

    def add(self, token: int, logprob: float) -> None:
        """One more token. An end token ends the draft and leaves the text as it is."""
        self.logprob += logprob
        if token in self.ends:
            self.ended = Ended.STOP
        else:
            self.text, self.ended = self._with(token)
        self.tokens.append(token)

    def allows(self, token: int) -> bool:
        """Whether the text may go on, or end, with this token."""
        if token in self.ends:
            return self.bounds.allow_end(self.said + self.text)
        text, ended = self._with(token)
        whole = self.said + text
        return self.bounds.allow_end(whole) if ended is Ended.STOP else self.bounds.allow(whole)

    @property
    def path(self) -> tuple[int, ...]:
        """Every token so far, those of what was said too."""
        return (*self.begun, *self.tokens)

    @property
    def is_full(self) -> bool:
        """Whether only an end can follow."""
        return self.bounds.are_full(self.said + self.text)

    @property
    def missing(self) -> tuple[str, ...]:
        """What it still has to say."""
        return self.bounds.missing(self.said + self.text)

    @property
    def share_used(self) -> float:
        """How much of its room it has taken, 0 to 1; a half where it has no limit."""
        if self.bounds.limit is None:
            return 0.5
        return min(1.0, self.bounds.length(self.said + self.text) / self.bounds.limit)

    def _with(self, token: int) -> tuple[str, Ended | None]:
        """The text with one more token, and what ends it if something does."""
        text = self.decode([*self.tokens, token]).rstrip(UNFINISHED)
        found = [place for stop in self.stops if (place := text.find(stop)) >= 0]
        if found:
            return text[: min(found)], Ended.STOP
        sentence = first_sentence(text) if self.one_sentence else None
        return (text, None) if sentence is None else (sentence, Ended.SENTENCE)

    @property
    def mean_logprob(self) -> float:
        return self.logprob / max(1, len(self.tokens))

    def finished(self, seconds: float) -> DraftText:
        """The draft as it ended; ``seconds`` is its share of the batch's time."""
        return DraftText(
            text=self.text,
            tokens=len(self.tokens),
            ended=self.ended or Ended.LENGTH,
            seconds=seconds,
            logprob=self.mean_logprob,
        )
