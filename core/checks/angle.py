"""Angle: a text that was asked to be about one thing is about it."""

from __future__ import annotations

from core.angles import ACTION, name_of, point_of
from core.checks.case import Case, verdict
from core.checks.words import content_words
from core.domain import CheckResult


def angle(case: Case) -> CheckResult:
    """One word of the fact or offer that only it has is enough; what else must be said, ``required`` sees to."""
    own = content_words(point_of(case.brief)) - content_words(f"{case.brief.product} {case.brief.brand}")
    missing = own and name_of(case.brief) != ACTION and not own & content_words(case.text)
    return verdict("angle", f"says nothing of “{point_of(case.brief)}”" if missing else "", "keeps to its angle")
