"""No chatter: the copy and nothing about the copy."""

from __future__ import annotations

import regex

from core.checks.case import Case, verdict
from core.domain import CheckResult

KINDS = (
    "ads?|copy|headlines?|captions?|posts?|texts?|messages?|descriptions?|subject|emails?|tweets?|versions?|variants?"
)
LABELS = (
    "note|output|answer|text|ad|copy|headline|subject|title|caption|description|tweet|post|sms|brand|product|audience|"
    "tone|facts|offer|channel|limit|call to action|never say|must say"
)
CHATTER = regex.compile(
    r"^(?:sure[,!]|certainly[,!]|of course[,!]|okay[,!]|as an ai|i am an ai|i'm an ai|i'm sorry,|i cannot|i can't)"
    rf"|^\s*(?:{LABELS}):"
    rf"|\bhere(?: is|'s|’s| are) (?:your|the|an?|some)\b[^.]{{0,30}}\b(?:{KINDS})\b"
    rf"|\bthis (?:{KINDS}) (?:is|uses|should|highlights)\b"
    r"|\b(?:language model|characters? (?:limit|long)|word count|target audience|copywriter|call to action)\b",
    regex.IGNORECASE | regex.MULTILINE,
)


def chatter(case: Case) -> CheckResult:
    found = CHATTER.search(case.text)
    allowed = found and found.group().casefold() in case.source.casefold()
    return verdict("chatter", f"“{found.group()}” is talk about the text" if found and not allowed else "", "copy only")
