"""Dates: the days and months that a brief names are the only ones, where it names any."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from core.checks.claims.claim import Claim, Kind

DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTHS = "january february march april june july august september october november december".split()
"""Without May, which is a word too; its day is a number, and numbers are claims of their own."""
PROMISED = regex.compile(
    r"\b(?:until|till|by|before|from|every|through|open(?: on)?|closed(?: on)?)\s+$|(?:am|pm|noon)\s+(?:on\s+)?$",
    regex.IGNORECASE,
)
"""Before a day, this makes it more than a scene."""
TIMED = regex.compile(r"^\s*,?\s*(?:\d|until|till|from)")
NAMED = regex.compile(rf"\b({'|'.join((*DAYS, *MONTHS))})s?\b", regex.IGNORECASE)


def date_claims(text: str, stated: Sequence[str], known: Sequence[str]) -> list[Claim]:
    """A day that the brief does not name is a scene ("Sunday, and the cupboard is bare"), unless the text promises
    something of it and the brief promises that of other days. Months likewise."""
    claims = []
    for match in NAMED.finditer(text):
        name = match[1].casefold()
        alike = DAYS if name in DAYS else MONTHS
        support = next((statement for statement in stated if name in _names(statement)), "")
        dated = any(_names(statement) & set(alike) for statement in stated)
        if support:
            claims.append(Claim(Kind.DATE, match.start(), match.end(), support=support))
        elif (
            dated
            and _is_promised(text, match)
            and not any(name in _names(part) for part in known)
            and not _within(name, stated)
        ):
            problem = f"“{match.group()}” is not a day that the brief names"
            claims.append(Claim(Kind.DATE, match.start(), match.end(), problem=problem))
    return claims


def _is_promised(text: str, day: regex.Match[str]) -> bool:
    return bool(PROMISED.search(text[: day.start()]) or TIMED.match(text[day.end() :]))


def _names(text: str) -> set[str]:
    return {name.casefold() for name in NAMED.findall(text)}


def _within(name: str, stated: Sequence[str]) -> bool:
    """Whether a stated span of days holds this one: "Tuesday to Sunday" holds Friday."""
    if name not in DAYS:
        return False
    text = " \n ".join(stated).casefold()
    if regex.search(r"\b(?:every day|daily|seven days|7 days|weekdays)\b", text):
        return True
    for match in regex.finditer(rf"({'|'.join(DAYS)})s?\s*(?:to|through|-|–)\s*({'|'.join(DAYS)})", text):
        first, last = DAYS.index(match[1]), DAYS.index(match[2])
        if (DAYS.index(name) - first) % 7 <= (last - first) % 7:
            return True
    return False
