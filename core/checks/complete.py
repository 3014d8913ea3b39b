"""Complete: the text ends where a text may end."""

from __future__ import annotations

from core.checks.case import Case, verdict
from core.checks.words import words_of
from core.domain import CheckResult
from core.engines.base import Ended

DANGLING = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "but",
        "by",
        "for",
        "from",
        "has",
        "have",
        "if",
        "in",
        "into",
        "is",
        "my",
        "of",
        "on",
        "or",
        "our",
        "that",
        "the",
        "their",
        "this",
        "to",
        "very",
        "was",
        "were",
        "when",
        "with",
        "your",
        "you'll",
        "we'll",
        "you're",
        "we're",
        "it's",
        "which",
        "who",
    ]
)
CLOSERS = "\"'”’)»"
PAIRS = (("(", ")"), ("“", "”"), ("[", "]"))


def complete(case: Case) -> CheckResult:
    return verdict("complete", _problem(case), "ends well")


def _problem(case: Case) -> str:
    text = case.text.rstrip()
    words = words_of(text)
    if not words:
        return "empty"
    if case.ended is Ended.LENGTH:
        return "broke off before its end"
    bare = text.rstrip(CLOSERS)
    if case.channel.sentences and not bare.endswith((".", "!", "?", "…", "。", "！", "？")):
        return "does not end as a sentence"
    if bare.endswith((",", ";", ":", "-", "–", "—", "&", "/")):
        return f"ends in “{bare[-1]}”"
    if words[-1] in DANGLING and not bare.endswith("?"):
        return f"ends in “{words[-1]}”"
    if any(text.count(opening) != text.count(closing) for opening, closing in PAIRS) or text.count('"') % 2:
        return "a bracket or a quotation mark is left open"
    return ""
