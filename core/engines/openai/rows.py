"""One text as it comes from a server: without what it repeats, cut at a stop text or where a sentence is whole."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass, field

from core.engines.base import DraftText, Ended, Prompt, PromptStyle
from core.engines.openai import form
from core.engines.openai.answers import Choice
from core.engines.sentences import first_sentence

NO_LOGPROB = -0.579
"""Stands in where a server gives no log-probabilities: the mean of the texts that the judge was fitted to
(core/house/judge.json), with which its sign "likely" says neither good nor bad."""
BYTES_A_TOKEN = 4


def estimated_tokens(text: str) -> int:
    """An estimate: four bytes a token, at least one a word. The server alone has the tokenizer; English comes out
    within a fifth, Chinese a little low."""
    return max(len(text.split()), math.ceil(len(text.encode()) / BYTES_A_TOKEN))


@dataclass(slots=True)
class Row:
    """A text of one seed, ``formed`` where it was asked for in a form. The asking thread lets it grow, the calling one
    may ``cut_off``."""

    prompt: Prompt
    said: str
    stops: tuple[str, ...]
    formed: bool = False
    text: str = ""
    ended: Ended | None = None
    is_cut_off: threading.Event = field(default_factory=threading.Event)

    def grow(self, raw: str) -> bool:
        """Take all that came so far; whether more is wanted. A new try may begin anew."""
        if self.is_cut_off.is_set():
            return False
        text, self.ended = self._own(form.text_in(raw) if self.formed else raw), None
        found = [place for stop in self.stops if (place := text.find(stop)) >= 0]
        if found:
            text, self.ended = text[: min(found)], Ended.STOP
        sentence = first_sentence(text) if self.prompt.one_sentence else None
        if sentence is not None:
            text, self.ended = sentence, Ended.SENTENCE
        self.text = text
        return self.ended is None

    def finished(self, choice: Choice, tokens: int | None, seconds: float) -> DraftText:
        """``tokens`` are the server's count of it, where it is its alone."""
        own = form.of_text(choice.text, choice.chances) if self.formed else [chance for _, chance in choice.chances]
        return DraftText(
            text=self.text,
            tokens=len(own) or tokens or estimated_tokens(self.text),
            ended=self._why(choice),
            seconds=seconds,
            logprob=sum(own) / len(own) if own else NO_LOGPROB,
        )

    def _why(self, choice: Choice) -> Ended:
        if self.ended is not None:
            return self.ended
        if self.is_cut_off.is_set() and not choice.finish:
            return Ended.CUT_OFF
        return Ended.LENGTH if choice.finish == "length" else Ended.STOP

    def _own(self, raw: str) -> str:
        """Without a repetition of what was said, and joined to it: a chat model answers, it does not continue."""
        if self.prompt.style is not PromptStyle.CHAT or not self.said:
            return raw
        said, text = self.said.strip(), raw.lstrip()
        if said.startswith(text):
            return ""
        text = text.removeprefix(said).lstrip()
        return text if self.said[-1].isspace() else f" {text}"
