"""Banned words stay out."""

from __future__ import annotations

from core.checks.case import Case, verdict
from core.checks.words import has_phrase
from core.domain import CheckResult


def banned(case: Case) -> CheckResult:
    used = [word for word in case.brief.banned if has_phrase(case.text, word)]
    return verdict("banned", f"uses “{used[0]}”" if used else "", "none used")
