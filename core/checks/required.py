"""Required words are there."""

from __future__ import annotations

from core.checks.case import Case, verdict
from core.checks.words import has_phrase
from core.domain import CheckResult


def required(case: Case) -> CheckResult:
    missing = [word for word in case.brief.required if not has_phrase(case.text, word)]
    return verdict("required", f"“{missing[0]}” is missing" if missing else "", "all there")
