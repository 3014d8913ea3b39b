"""Call to action: there where the channel wants it, and word for word wherever a text ends near it."""

from __future__ import annotations

from rapidfuzz.fuzz import ratio

from core.checks.case import Case, fail, ok
from core.checks.words import has_phrase, words_of
from core.domain import CheckResult

NEAR = 82


def cta(case: Case) -> CheckResult:
    action = case.brief.cta.rstrip(".!")
    if not action or has_phrase(case.text, action):
        return ok("cta", "as in the brief")
    asked, words = words_of(action), words_of(case.text)
    near = " ".join(words[-len(asked) :])
    if words and ratio(words[-len(asked) :][0], asked[0]) >= NEAR and ratio(near, " ".join(asked)) >= NEAR:
        return fail("cta", f"“{near}” is not “{action}”")
    if case.channel.cta:
        return fail("cta", f"“{action}” is missing")
    return ok("cta", "not asked for here")
