"""On topic: the text speaks of the product, and only of this brand's."""

from __future__ import annotations

from core.checks.case import Case, verdict
from core.checks.words import content_words
from core.domain import CheckResult


def topic(case: Case) -> CheckResult:
    """A title may speak of the persona's day alone; a sentence must come to the product."""
    about = content_words(case.source) - content_words(case.brief.cta)
    if not case.channel.sentences:
        about |= content_words(case.brief.persona.description)
    shared = content_words(case.text) & about
    return verdict("topic", "" if shared else "says nothing of the product", "speaks of the product")
