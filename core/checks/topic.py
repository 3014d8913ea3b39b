"""On topic: the text speaks of the product, and only of this brand's."""

from __future__ import annotations

from core.angles import ACTION, name_of
from core.checks.case import Case, ok, verdict
from core.checks.words import content_words, has_phrase
from core.domain import CheckResult

STEM = 5
"""Letters that two words of one family share at least."""


def topic(case: Case) -> CheckResult:
    """A title may speak of the persona's day alone, or be the call to action where that is asked for; a sentence must
    come to the product."""
    if name_of(case.brief) == ACTION and not case.channel.sentences and has_phrase(case.text, case.brief.cta):
        return ok("topic", "calls to action")
    about = content_words(case.source) - content_words(case.brief.cta)
    if not case.channel.sentences:
        about |= content_words(case.brief.persona.description)
        about |= content_words(case.brief.persona.name)
    shared = any(_akin(word, other) for word in content_words(case.text) for other in about)
    return verdict("topic", "" if shared else "says nothing of the product", "speaks of the product")


def _akin(one: str, other: str) -> bool:
    """ "groomer" speaks of "grooming", "batteries" of a "battery"."""
    return one == other or (one[:STEM] == other[:STEM] and min(len(one), len(other)) >= STEM)
