"""No repetition: nothing is said twice."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import regex
from rapidfuzz.fuzz import ratio

from core.checks.case import Case, verdict
from core.checks.words import SMALL, words_of
from core.domain import CheckResult

SENTENCE = regex.compile(r"(?<=[.!?…])\s+|\n+")
STUTTER = regex.compile(r"\b(\p{L}+)\s+\1\b", regex.IGNORECASE)
MEANT_TWICE = ("that", "had", "night", "bye")
ALIKE, LEAST = 72, 13
"""Sentences of so many characters are one when they are so alike (0 to 100), shorter ones when they are equal."""
RUN, LONG = 4, 50


def repetition(case: Case) -> CheckResult:
    problems = (rule(case) for rule in RULES)
    return verdict("repetition", next(filter(None, problems), ""), "nothing is said twice")


def _stutter(case: Case) -> str:
    found = [match for match in STUTTER.finditer(case.text) if match[1].casefold() not in MEANT_TWICE]
    return f"“{found[0].group()}”" if found else ""


def _phrase(case: Case) -> str:
    words = words_of(case.text)
    size = RUN if len(words) <= LONG else RUN + 1
    runs = [" ".join(words[start : start + size]) for start in range(len(words) - size + 1)]
    twice = [run for run in runs if runs.count(run) > 1]
    return f"“{twice[0]}” stands there twice" if twice else ""


def _sentence(case: Case) -> str:
    sentences = [part.casefold() for part in SENTENCE.split(case.text) if " " in part]
    alike = any(
        one == other or (min(len(one), len(other)) >= LEAST and ratio(one, other) >= ALIKE)
        for one, other in combinations(sentences, 2)
    )
    return "a sentence is said twice" if alike else ""


def _brand(case: Case) -> str:
    most = 3 if len(words_of(case.text)) > 60 else 2
    return "the brand is named too often" if case.text.count(case.brief.brand) > most else ""


def _word(case: Case) -> str:
    """A word of the brief may come back more often than another: it is what the text is about."""
    words = words_of(case.text)
    most = max(2, len(words) // 15)
    about = set(words_of(case.source))
    often = sorted(word for word in set(words) - SMALL if words.count(word) > most + 2 * (word in about))
    return f"“{often[0]}” too often" if often else ""


RULES: tuple[Callable[[Case], str], ...] = (_stutter, _phrase, _sentence, _brand, _word)
