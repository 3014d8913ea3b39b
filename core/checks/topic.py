"""On topic: the text speaks of the product, and only of this brand's."""

from __future__ import annotations

from core.checks.case import Case, verdict
from core.checks.words import content_words
from core.domain import CheckResult


def topic(case: Case) -> CheckResult:
    about = content_words(case.source) - content_words(case.brief.cta)
    shared = content_words(case.text) & about
    return verdict("topic", "" if shared else "says nothing of the product", "speaks of the product")
