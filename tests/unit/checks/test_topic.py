from __future__ import annotations

import pytest

from core.checks.topic import topic
from core.domain import CheckResult
from tests.unit.checks.cases import a_case


@pytest.mark.parametrize(
    ("channel", "text"),
    [
        ("meta_primary", "Coffee gone cold again?"),
        ("meta_primary", "Two mugs, one desk."),
        ("meta_primary", "It was charged while you slept."),
        ("meta_primary", "BRIGHTMUG, at last."),
        ("email_subject", "It always goes cold by noon"),
        ("email_subject", "For those who teach all morning"),
    ],
)
def test_a_text_that_speaks_of_the_product_passes(channel: str, text: str) -> None:
    assert topic(a_case(text, channel)) == CheckResult(name="topic", ok=True, reason="speaks of the product")


@pytest.mark.parametrize(
    ("channel", "text"),
    [
        ("meta_primary", "The stars are out tonight."),
        ("meta_primary", "A morning for those who teach."),
        ("meta_primary", "Warm yours up."),
        ("email_subject", "The stars are out tonight"),
        ("meta_primary", "It is, and so are you."),
    ],
)
def test_a_text_of_something_else_fails(channel: str, text: str) -> None:
    assert topic(a_case(text, channel)) == CheckResult(name="topic", ok=False, reason="says nothing of the product")
