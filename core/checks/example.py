"""Own words: not one of the examples in the prompt, and no other brand's name out of them."""

from __future__ import annotations

from rapidfuzz.fuzz import ratio

from core.checks.case import Case, verdict
from core.checks.words import has_phrase
from core.domain import CheckResult
from core.prompts.examples import examples_for

ALIKE = 76


def example(case: Case) -> CheckResult:
    return verdict("example", _problem(case), "its own words")


def _problem(case: Case) -> str:
    for shown in examples_for(case.channel.id):
        if shown.brief.brand == case.brief.brand:
            continue  # a brand's own example is never in its prompt
        if has_phrase(case.text, shown.brief.brand):
            return f"names “{shown.brief.brand}”"
        if ratio(case.text.casefold(), shown.text.casefold()) >= ALIKE:
            return "copies an example"
    return ""
