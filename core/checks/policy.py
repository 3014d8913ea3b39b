"""Policy: what the platforms refuse in a text of this field.

Repeated punctuation, mark-up and shouting are refused everywhere (Google Ads policies on punctuation and symbols, read
2026-11-24); what else is, stands in the catalogue of channels with its source.
"""

from __future__ import annotations

from collections.abc import Callable

import regex

from core.channels.policies import POLICIES, no_repeated_punctuation
from core.checks.case import Case, verdict
from core.domain import CheckResult

HASHTAG = regex.compile(r"(?<!\w)#\p{L}\w*")
MARKUP = regex.compile(r"\*\*|__|</?\w+>|^#+ |^[-*] |^\d+[.)] ", regex.MULTILINE)
SHOUTING = regex.compile(r"\b\p{Lu}{4,}\b(?:\W+\p{Lu}{2,}\b)+")


def policy(case: Case) -> CheckResult:
    problems = (rule(case) for rule in RULES)
    return verdict("policy", next(filter(None, problems), ""), "nothing the platform refuses")


def _punctuation(case: Case) -> str:
    return "punctuation is repeated" if no_repeated_punctuation(case.text) else ""


def _markup(case: Case) -> str:
    return "holds mark-up or a list" if MARKUP.search(case.text) else ""


def _capitals(case: Case) -> str:
    shouts = SHOUTING.search(case.text) and not SHOUTING.search(case.source)
    return "shouts in capitals" if shouts else ""


def _hashtags(case: Case) -> str:
    most = case.channel.hashtags
    if most is None or len(HASHTAG.findall(case.text)) <= most:
        return ""
    return f"more than {most} hashtags" if most else "hashtags do nothing here"


def _platform(case: Case) -> str:
    refused = next(filter(None, (POLICIES[rule](case.text) for rule in case.channel.policy)), "")
    return f"{case.channel.group} refuses {refused}" if refused else ""


RULES: tuple[Callable[[Case], str], ...] = (_punctuation, _markup, _capitals, _hashtags, _platform)
