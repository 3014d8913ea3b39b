"""Policy: what the platforms refuse in a text of this field.

Source: Google Ads policies on punctuation and symbols (no emoji, no repeated punctuation, no "!" in a
headline), read 2026-11-24; hashtags only where a channel has several lines.
"""

from __future__ import annotations

from collections.abc import Callable

import regex

from core.checks.case import Case, verdict
from core.domain import CheckResult

EMOJI = regex.compile(r"[^\P{Extended_Pictographic}©®™]")
REPEATED = regex.compile(r"([!?.,;:])\1{1,}")
HASHTAG = regex.compile(r"(?<!\w)#\p{L}\w*")
MARKUP = regex.compile(r"\*\*|__|</?\w+>|^#+ |^[-*] |^\d+[.)] ", regex.MULTILINE)
SHOUTING = regex.compile(r"\b\p{Lu}{4,}\b(?:\W+\p{Lu}{2,}\b)+")


def policy(case: Case) -> CheckResult:
    problems = (rule(case) for rule in RULES)
    return verdict("policy", next(filter(None, problems), ""), "nothing the platform refuses")


def _punctuation(case: Case) -> str:
    return "punctuation is repeated" if REPEATED.search(case.text.replace("...", "…")) else ""


def _markup(case: Case) -> str:
    return "holds mark-up or a list" if MARKUP.search(case.text) else ""


def _capitals(case: Case) -> str:
    shouts = SHOUTING.search(case.text) and not SHOUTING.search(case.source)
    return "shouts in capitals" if shouts else ""


def _hashtags(case: Case) -> str:
    return "hashtags do nothing here" if case.channel.lines == "one" and HASHTAG.search(case.text) else ""


def _google(case: Case) -> str:
    if case.channel.group != "Google Ads":
        return ""
    if EMOJI.search(case.text):
        return "Google Ads refuses emoji"
    has_mark = case.channel.id == "google_headline" and "!" in case.text
    return "Google Ads refuses “!” in a headline" if has_mark else ""


RULES: tuple[Callable[[Case], str], ...] = (_punctuation, _markup, _capitals, _hashtags, _google)
