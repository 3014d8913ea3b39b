"""Complete: the text ends where a text may end."""

from __future__ import annotations

from collections.abc import Callable

from core.checks.case import Case, verdict
from core.checks.words import words_of
from core.domain import CheckResult
from core.engines.base import Ended

NEVER_LAST = frozenset("a an and but if my of or our the their very your".split())
"""No sentence ends in one of these."""
SELDOM_LAST = NEVER_LAST | frozenset(
    "as at be by for from has have when which who with you'll we'll you're we're it's".split()
)
"""A sentence may ("Cast on."); a text without a full stop that does was most likely cut."""
ENDINGS = (".", "!", "?", "…", "。", "！", "？")
LEFT_OPEN = (",", ";", ":", "-", "–", "—", "&", "/")
CLOSERS = "\"'”’)»"
PAIRS = (("(", ")"), ("“", "”"), ("[", "]"))


def complete(case: Case) -> CheckResult:
    problems = (rule(case) for rule in RULES)
    return verdict("complete", next(filter(None, problems), ""), "ends well")


def _broken_off(case: Case) -> str:
    if not words_of(case.text):
        return "empty"
    return "broke off before its end" if case.ended is Ended.LENGTH else ""


def _last_sign(case: Case) -> str:
    bare = case.text.rstrip().rstrip(CLOSERS)
    if bare.endswith(LEFT_OPEN):
        return f"ends in “{bare[-1]}”"
    if case.channel.sentences and not bare.endswith(ENDINGS):
        return "does not end as a sentence"
    return ""


def _last_word(case: Case) -> str:
    is_sentence = case.text.rstrip().rstrip(CLOSERS).endswith(ENDINGS)
    last = words_of(case.text)[-1]
    return f"ends in “{last}”" if last in (NEVER_LAST if is_sentence else SELDOM_LAST) else ""


def _pairs(case: Case) -> str:
    text = case.text
    is_open = any(text.count(opening) != text.count(closing) for opening, closing in PAIRS) or text.count('"') % 2
    return "a bracket or a quotation mark is left open" if is_open else ""


RULES: tuple[Callable[[Case], str], ...] = (_broken_off, _last_sign, _last_word, _pairs)
