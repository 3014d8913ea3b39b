"""Brand: named where the channel wants it, and spelled exactly wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex
from rapidfuzz.fuzz import ratio

from core.checks.case import Case, fail, ok
from core.checks.words import has_phrase
from core.domain import CheckResult

NEAR = 78
"""A capitalised word this alike (0 to 100) and not the same is a misspelling."""
CAPITALISED = regex.compile(r"\b\p{Lu}[\p{L}\p{N}'’&-]+")


def brand(case: Case) -> CheckResult:
    found = spelled(case)
    if found.ok and case.channel.brand and case.brief.brand not in case.text:
        return fail("brand", f"does not name “{case.brief.brand}”")
    return found


def spelled(case: Case) -> CheckResult:
    """The name is right wherever it stands."""
    name = case.brief.brand
    without = case.text.replace(name, "")
    parts = len(name.split())
    for span in _capitalised_runs(without, parts):
        bare = regex.sub(r"['’]s$", "", span)
        if bare != name and not has_phrase(_brief_of(case), bare) and ratio(bare.casefold(), name.casefold()) >= NEAR:
            return fail("brand", f"“{bare}” is not how “{name}” is written")
    return ok("brand", "named and spelled exactly" if name in case.text else "spelled exactly wherever it stands")


def _capitalised_runs(text: str, size: int) -> Iterator[str]:
    """So many capitalised words next to each other, wherever they stand."""
    words = list(CAPITALISED.finditer(text))
    for start in range(len(words) - size + 1):
        run = words[start : start + size]
        if all(text[one.end() : other.start()].isspace() for one, other in pairwise(run)):
            yield " ".join(word.group() for word in run)


def _brief_of(case: Case) -> str:
    """The brief without the brand: its own words may look like the name."""
    return " \n ".join((case.brief.product, *case.brief.facts, case.brief.persona.description))
