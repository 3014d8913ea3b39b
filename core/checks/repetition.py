"""No repetition: nothing is said twice."""

from __future__ import annotations

from itertools import pairwise

import regex
from rapidfuzz.fuzz import ratio

from core.checks.case import Case, verdict
from core.checks.words import SMALL, words_of
from core.domain import CheckResult

SENTENCE = regex.compile(r"(?<=[.!?…])\s+|\n+")
ALIKE = 72
RUN = 4


def repetition(case: Case) -> CheckResult:
    return verdict("repetition", _problem(case), "nothing is said twice")


def _problem(case: Case) -> str:
    words = words_of(case.text)
    for one, other in pairwise(words):
        if one == other and one not in ("that", "had"):
            return f"“{one} {other}”"
    runs = [" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]
    for run in runs:
        if runs.count(run) > 1:
            return f"“{run}” stands there twice"
    sentences = [part.casefold() for part in SENTENCE.split(case.text) if len(part) > 12]
    for place, one in enumerate(sentences):
        if any(ratio(one, other) >= ALIKE for other in sentences[place + 1 :]):
            return "a sentence is said twice"
    if case.brief.brand and case.text.count(case.brief.brand) > (3 if len(words) > 60 else 2):
        return "the brand is named too often"
    often = [word for word in set(words) if word not in SMALL and words.count(word) > max(2, len(words) // 20)]
    return f"“{often[0]}” too often" if often else ""
