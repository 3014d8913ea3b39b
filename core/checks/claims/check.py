"""The check: the first claim of a text that nothing supports."""

from __future__ import annotations

from core.checks.case import Case, verdict
from core.checks.claims.ledger import ledger
from core.domain import CheckResult


def claims(case: Case) -> CheckResult:
    problems = (claim.problem for claim in ledger(case.text, case.brief))
    return verdict("claims", next(filter(None, problems), ""), "every claim is in the brief")
