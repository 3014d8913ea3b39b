"""Order what passed, and keep it diverse."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from core.channels.catalogue import Channel
from core.checks.words import content_words
from core.domain import Brief, Draft

LIKELIHOOD, PRODUCT, PERSONA, ROOM = 0.35, 0.35, 0.2, 0.1
DIVERSITY = 0.5
"""How much of a text's score its likeness to one already chosen can take away."""


def score(text: str, brief: Brief, channel: Channel, logprob: float) -> float:
    """0 to 1: how likely the model found the text, how much of product and facts it tells, how much of the
    persona it takes up, and how well it uses the room it has.

    ``logprob`` is the mean natural log-probability a token; -4 and below count as 0. The weights are a
    first choice, to be replaced by what ratings say.
    """
    words = content_words(text)
    likely = min(1.0, max(0.0, 1 + logprob / 4))
    product = _covered(words, " ".join((brief.product, *brief.facts, brief.offer)), 4)
    persona = _covered(words, brief.persona.description, 2)
    room = min(1.0, channel.length(text) / (0.75 * (channel.limit or 600)))
    return LIKELIHOOD * likely + PRODUCT * product + PERSONA * persona + ROOM * room


def choose(candidates: Sequence[Draft], n: int) -> tuple[Draft, ...]:
    """The best ``n``, best first, each unlike those before it (maximal marginal relevance).

    Source: Carbonell and Goldstein, SIGIR 1998.
    """
    left = list(candidates)
    chosen: list[Draft] = []
    while left and len(chosen) < n:
        best = max(left, key=lambda draft: (_marginal(draft, chosen), -draft.number))
        left.remove(best)
        chosen.append(best)
    return tuple(chosen)


def _marginal(draft: Draft, chosen: Sequence[Draft]) -> float:
    likeness = max((ratio(draft.text, other.text) / 100 for other in chosen), default=0.0)
    return draft.score - DIVERSITY * likeness


def _covered(words: set[str], source: str, enough: int) -> float:
    return min(1.0, len(words & content_words(source)) / enough)
