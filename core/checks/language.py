"""Language: written in the brief's script."""

from __future__ import annotations

import regex

from core.checks.case import Case, verdict
from core.domain import CheckResult

LETTERS = regex.compile(r"\p{L}")
HAN = regex.compile(r"\p{Han}")
LATIN = regex.compile(r"\p{Latin}")
LEAST_SHARE = 0.6


def language(case: Case) -> CheckResult:
    text = case.text.replace(case.brief.brand, "")
    letters = len(LETTERS.findall(text))
    script = HAN if case.brief.language == "zh" else LATIN
    share = len(script.findall(text)) / letters if letters else 1.0
    expected = "Chinese" if case.brief.language == "zh" else "Latin letters"
    return verdict("language", "" if share >= LEAST_SHARE else f"not written in {expected}", expected)
