"""Fits: the length stays within the channel's limit, counted as the channel counts."""

from __future__ import annotations

from core.checks.case import Case, fail, ok
from core.domain import CheckResult


def fits(case: Case) -> CheckResult:
    limit, length = case.channel.limit, case.channel.length(case.text)
    if limit is not None and length > limit:
        return fail("fits", f"{length - limit} over the limit of {limit}")
    if case.channel.lines == "one" and "\n" in case.text:
        return fail("fits", "more than one line")
    return ok("fits", f"{length} of {limit}" if limit is not None else f"{length}")
