"""Policy: what the platforms refuse in a text of this field.

Source: Google Ads policies on punctuation and symbols (no emoji, no repeated punctuation, no "!" in a
headline), read 2026-11-24; hashtags only where a channel has several lines.
"""

from __future__ import annotations

import regex

from core.checks.case import Case, verdict
from core.domain import CheckResult

EMOJI = regex.compile(r"\p{Extended_Pictographic}")
REPEATED = regex.compile(r"([!?.,;:])\1{1,}")
HASHTAG = regex.compile(r"(?<!\w)#\p{L}\w*")
MARKUP = regex.compile(r"\*\*|__|</?\w+>|^#+ |^[-*] |^\d+[.)] ", regex.MULTILINE)
SHOUTING = regex.compile(r"\b\p{Lu}{4,}\b(?:\W+\p{Lu}{2,}\b)+")


def policy(case: Case) -> CheckResult:
    return verdict("policy", _problem(case), "nothing the platform refuses")


def _problem(case: Case) -> str:
    text = case.text
    if REPEATED.search(text.replace("...", "…")):
        return "punctuation is repeated"
    if MARKUP.search(text):
        return "holds mark-up or a list"
    if SHOUTING.search(text) and not SHOUTING.search(case.source):
        return "shouts in capitals"
    if HASHTAG.search(text) and case.channel.lines == "one":
        return "hashtags do nothing here"
    if case.channel.group == "Google Ads":
        if EMOJI.search(text):
            return "Google Ads refuses emoji"
        if case.channel.id == "google_headline" and "!" in text:
            return "Google Ads refuses “!” in a headline"
    return ""
