"""What a statement leaves out: "every file type except video" is not "every file type"."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from core.checks.claims.claim import Claim, Kind
from core.checks.claims.wording import SENTENCE
from core.checks.words import WORD, content_words

BUT = regex.compile(r"(?i)\b(?:except|excluding|unless|apart from|other than|but not)\b")
ALL = regex.compile(r"(?i)\b(?:every|everything|all|any|each|always|daily)\b")
"""Without such a word a sentence does not speak of all, and leaves room for the exception."""
TOLD = 0.6
"""Share of the words of meaning before the exception by which a sentence tells the statement."""


def exception_claims(text: str, stated: Sequence[str]) -> list[Claim]:
    """A claim for each sentence that tells a statement with an exception; without it, nothing supports the claim."""
    claims = []
    for statement in stated:
        found = BUT.search(statement)
        if found is None:
            continue
        rule, exception = content_words(statement[: found.start()]), content_words(statement[found.end() :])
        claims += [
            _claim(sentence, statement, rule, keeps=bool(exception & content_words(text)))
            for sentence in SENTENCE.finditer(text)
            if ALL.search(sentence.group()) and _tells(sentence.group(), rule)
        ]
    return claims


def _tells(sentence: str, rule: set[str]) -> bool:
    return len(rule) > 1 and len(rule & content_words(sentence)) >= TOLD * len(rule)


def _claim(sentence: regex.Match[str], statement: str, rule: set[str], *, keeps: bool) -> Claim:
    told = [word for word in WORD.finditer(sentence.group()) if content_words(word.group()) & rule]
    start, end = sentence.start() + told[0].start(), sentence.start() + told[-1].end()
    problem = "" if keeps else f"“{sentence.string[start:end]}” lost its exception: “{statement}”"
    return Claim(Kind.PROMISE, start, end, support=statement if keeps else "", problem=problem)
