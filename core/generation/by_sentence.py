"""Long texts, a sentence at a time: several candidates for each, the best carried on.

In one breath a small model loses its thread: of long texts drawn whole few hold together. A sentence that breaks a
rule is dropped here and not with all that follows it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import ratio

from core.engines.base import DraftText, Ended, Engine, OnText, Prompt
from core.generation.plan import CANDIDATES, LEAST_ROWS, draft_seed
from core.sampling import SamplingSettings

Score = Callable[[str, DraftText], float | None]
"""(what was said, the candidate) -> a score, None where it must not stand."""

SENTENCE_TOKENS = 56
MOST_SENTENCES = 24
MOST_FAILURES = 2
UNLIKE = 0.3
"""How much of a candidate's score its likeness to the other texts can take away: they must not all begin alike."""


@dataclass(slots=True)
class _Text:
    """One text under way."""

    seed: int
    prompts: Sequence[Prompt]
    text: str = ""
    tokens: int = 0
    logprob: float = 0.0  # sum over tokens
    seconds: float = 0.0
    rounds: int = 0
    failures: int = 0
    ended: Ended | None = None

    @property
    def prompt(self) -> Prompt:
        """Asks for the next sentence."""
        return self.prompts[min(self.rounds, len(self.prompts) - 1)]

    def take(self, part: DraftText) -> None:
        self.text += part.text
        self.tokens += part.tokens
        self.logprob += part.logprob * part.tokens
        self.failures = 0
        if part.ended is Ended.STOP:
            self.ended = Ended.STOP

    def fail(self) -> None:
        self.failures += 1
        if self.failures > MOST_FAILURES:
            self.ended = Ended.LENGTH

    def finished(self) -> DraftText:
        return DraftText(
            text=self.text,
            tokens=self.tokens,
            ended=self.ended or Ended.LENGTH,
            seconds=self.seconds,
            logprob=self.logprob / max(1, self.tokens),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BySentence:
    """Writes long texts with one engine, unlike each other and unlike those ``beside`` them.

    ``max_tokens`` is the budget of a whole text."""

    engine: Engine
    settings: SamplingSettings
    max_tokens: int
    score: Score
    on_text: OnText
    beside: Sequence[str] = ()

    def write(self, seeds: Sequence[int], prompts: Sequence[Sequence[Prompt]]) -> list[DraftText]:
        """One text for each seed, as ``Engine.draft`` gives them; all grow by a sentence at a time, in one batch. Its
        first prompt asks for the first sentence, and so on, its last one for the rest.

        Raises GenerationError.
        """
        texts = [
            _Text(seed, [replace(p, one_sentence=True) for p in own]) for seed, own in zip(seeds, prompts, strict=True)
        ]
        while under_way := [index for index, text in enumerate(texts) if text.ended is None]:
            self._go_on(texts, under_way)
        return [text.finished() for text in texts]

    def _go_on(self, texts: Sequence[_Text], under_way: Sequence[int]) -> None:
        """Give each text that is under way its next sentence, or its end."""
        # more for each where few texts are left to write: a step of fewer rows would not be quicker
        count = max(CANDIDATES, LEAST_ROWS // len(under_way))
        rows = [(index, place) for index in under_way for place in range(count)]
        drawn = self.engine.draft(
            [texts[index].prompt for index, _ in rows],
            replace(self.settings, max_length=0),  # the budget of the whole text is kept here
            [draft_seed(texts[index].seed, texts[index].rounds, place) for index, place in rows],
            max_tokens=min(SENTENCE_TOKENS, self.max_tokens - min(texts[index].tokens for index in under_way)),
            said=[texts[index].text for index, _ in rows],
            beside=self.beside,
            on_text=lambda row, part: self._show(texts, *rows[row], part),
        )
        for index in under_way:
            text = texts[index]
            own = [part for part, (whose, _) in zip(drawn, rows, strict=True) if whose == index]
            text.seconds += sum(part.seconds for part in own)
            if text.ended is None:
                others = [*self.beside, *(other.text for other in texts if other is not text and other.text)]
                self._carry_on(text, self._best(own, text, others))
                self._show(texts, index, 0, "")

    def _carry_on(self, text: _Text, best: DraftText | None) -> None:
        text.rounds += 1
        if best is None:
            text.fail()
        else:
            text.take(best)
        if text.ended is None and (text.tokens >= self.max_tokens or text.rounds >= MOST_SENTENCES):
            text.ended = Ended.LENGTH

    def _show(self, texts: Sequence[_Text], index: int, place: int, part: str) -> bool:
        """Show a text with its first candidate as that grows; when nobody wants it any more it ends."""
        text = texts[index]
        if place == 0 and text.ended is None and not self.on_text(index, text.text + part):
            text.ended = Ended.CUT_OFF
        return text.ended is None

    def _best(self, drawn: Sequence[DraftText], text: _Text, others: Sequence[str]) -> DraftText | None:
        """The candidate to carry on; a text may not begin with nothing."""
        found: list[tuple[float, DraftText]] = []
        for part in drawn:
            whole = (text.text + part.text).strip()
            is_sentence = part.ended in (Ended.SENTENCE, Ended.STOP)
            if not whole or not is_sentence or text.tokens + part.tokens > self.max_tokens:
                continue
            score = self.score(text.text, part)
            if score is not None:
                found.append((score - UNLIKE * _likeness(whole, others), part))
        return max(found, key=lambda pair: pair[0])[1] if found else None


def _likeness(text: str, others: Sequence[str]) -> float:
    """0 to 1: how much another text begins as this one does."""
    return max((ratio(text, other.strip()[: len(text)]) / 100 for other in others), default=0.0)
