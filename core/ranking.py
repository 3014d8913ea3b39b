"""Order what passed, and keep it diverse."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from core.domain import Draft

DIVERSITY = 0.35
"""How much of a text's score its likeness to one already chosen can take away: with 0.25 of eight texts
seven began alike, with 0.5 and few to choose from what was unlike the rest because it made no sense came first."""


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
