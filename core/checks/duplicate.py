"""Not a double of a text shown beside it, nor of the text that it rewrites."""

from __future__ import annotations

from rapidfuzz.fuzz import ratio

from core.checks.case import Case, verdict
from core.domain import CheckResult

ALIKE = 85


def duplicate(case: Case) -> CheckResult:
    near = any(ratio(case.text.casefold(), other.casefold()) >= ALIKE for other in case.others)
    return verdict("duplicate", "nearly the same as another text here" if near else "", "unlike the others")
