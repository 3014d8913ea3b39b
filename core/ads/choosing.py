"""Choose the texts of an ad: what passed, says something new, and is no near-double of another."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.fuzz import ratio, token_sort_ratio

from core.ads.coverage import Point, covers
from core.checks.duplicate import ALIKE
from core.domain import Brief, Variant

NEW = 0.4
"""What a point is worth that no other text says yet, against a score of 0 to 1."""
AGAIN = 0.5
"""How much of its score likeness to the texts chosen can take away."""


def are_alike(one: str, other: str) -> bool:
    """Whether two texts are nearly the same, in whatever order their words stand.

    >>> are_alike("Walking Boots, 540 g", "540 g Walking Boots")
    True
    """
    return likeness(one, other) >= ALIKE / 100


def likeness(one: str, other: str) -> float:
    """0 to 1."""
    one, other = one.casefold(), other.casefold()
    return max(ratio(one, other), token_sort_ratio(_bare(one), _bare(other))) / 100


def choose(
    candidates: Sequence[Variant], taken: Sequence[str], count: int, brief: Brief, points: Sequence[Point]
) -> list[Variant]:
    """At most ``count`` of the candidates, in the order of their worth, to stand beside the texts ``taken``."""
    texts, chosen, left = list(taken), list[Variant](), list(candidates)
    while len(chosen) < count:
        left = [one for one in left if not any(are_alike(one.text, text) for text in texts)]
        if not left:
            break
        unsaid = [point for point in points if not any(covers(text, point, brief) for text in texts)]
        best = max(left, key=lambda one: _worth(one, texts, unsaid, brief))
        chosen.append(best)
        texts.append(best.text)
        left.remove(best)
    return chosen


def _worth(variant: Variant, texts: Sequence[str], unsaid: Sequence[Point], brief: Brief) -> float:
    news = sum(covers(variant.text, point, brief) for point in unsaid)
    return variant.draft.score + NEW * news - AGAIN * max((likeness(variant.text, text) for text in texts), default=0.0)


def _bare(text: str) -> str:
    """Without the marks between its words."""
    return "".join(sign if sign.isalnum() else " " for sign in text)
