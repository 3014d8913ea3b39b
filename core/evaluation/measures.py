"""Measures of texts: shares with their intervals, variety."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import sqrt
from statistics import fmean

from rapidfuzz.fuzz import ratio

from core.checks.words import words_of

Z95 = 1.96


@dataclass(frozen=True, slots=True)
class Share:
    """``count`` of ``total``."""

    count: int
    total: int

    @property
    def value(self) -> float:
        """0 to 1; 0 where there is nothing to count."""
        return self.count / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """95 % by Wilson's score (JASA 1927): honest for few and for shares near 0 or 1."""
        if not self.total:
            return 0.0, 1.0
        share, n = self.value, self.total
        middle = share + Z95**2 / (2 * n)
        spread = Z95 * sqrt(share * (1 - share) / n + Z95**2 / (4 * n * n))
        low, high = ((middle + sign * spread) / (1 + Z95**2 / n) for sign in (-1, 1))
        return max(0.0, low), min(1.0, high)

    def __str__(self) -> str:
        if not self.total:
            return "none"
        low, high = self.interval
        return f"{self.value:.0%} ({self.count} of {self.total}, {low:.0%} to {high:.0%})"


def distinct_2(texts: Sequence[str]) -> float:
    """Different pairs of words among all pairs of neighbours, 0 to 1 (arXiv 1510.03055). Falls with more text:
    compare equal amounts."""
    pairs = [pair for text in texts for pair in pairwise(words_of(text))]
    return len(set(pairs)) / len(pairs) if pairs else 0.0


def self_similarity(texts: Sequence[str]) -> float:
    """The mean likeness, 0 to 1, of every two of the texts (indel similarity of their characters)."""
    return fmean(ratio(one, other) / 100 for one, other in combinations(texts, 2)) if len(texts) > 1 else 0.0
