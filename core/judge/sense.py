"""How much sense a text makes, by the judge: of a short text as a whole, of a long one sentence by sentence."""

from __future__ import annotations

from statistics import fmean

from core.channels.catalogue import Channel
from core.checks.words import content_words
from core.domain import Brief
from core.engines.sentences import sentences
from core.judge.judge import house_judge
from core.judge.signs import facts_told, speaks_to_reader

NEWS = 0.3
"""What a fact is worth that was not told before; two in a sentence are enough."""
MOST_NEWS = 2
AGAIN = 0.5
"""What a sentence loses that says only what was said."""
TOUCH = 0.25
"""What it is worth that a text takes up something of its reader's life. Of 14 drafts that did and that the judge gave
0.45 or more, 9 would be pasted and 2 were nonsense; of 87 that did not, 49 and 12 (2026-11-26)."""
EARLY = 0.5
"""What an end loses where nothing has been told yet."""


def sense(text: str, brief: Brief, channel: Channel, logprob: float, tokens: int) -> float:
    """0 to 1: how likely a copywriter would paste the text, or its mean sentence.

    ``logprob`` is the mean natural log-probability of its ``tokens`` tokens.
    """
    parts = sentences(text) if channel.lines == "many" else [text]
    words = max(1, sum(len(part.split()) for part in parts))
    judge = house_judge()
    return fmean(
        judge.chance(part, brief, logprob, max(1, round(tokens * len(part.split()) / words))) for part in parts or [""]
    )


def worth(sense: float, text: str, brief: Brief) -> float:
    """0 to 1: what a text of so much sense is worth to show; it is the better for speaking to its reader."""
    return (sense + TOUCH * speaks_to_reader(text, brief)) / (1 + TOUCH)


def sense_of_next(said: str, part: str, brief: Brief, logprob: float, tokens: int, *, ends: bool) -> float:
    """How well a sentence carries on a text: its own sense, what is new in it, whether it is the first to speak to the
    reader, and whether it ends too early."""
    told, before = facts_told(said + part, brief), facts_told(said, brief)
    new = sum(told) - sum(before)
    left = 1 - sum(told) / len(told) if told else 0.0
    return (
        house_judge().chance(part, brief, logprob, tokens)
        + NEWS * min(new, MOST_NEWS)
        + TOUCH * (speaks_to_reader(part, brief) and not speaks_to_reader(said, brief))
        - AGAIN * _said_again(said, part, brief)
        - EARLY * left * ends
    )


def _said_again(said: str, part: str, brief: Brief) -> float:
    """The share of the sentence's words of meaning that the text has already; a name may be said again."""
    words = content_words(part) - content_words(f"{brief.brand} {brief.cta}")
    return len(words & content_words(said)) / max(1, len(words))
