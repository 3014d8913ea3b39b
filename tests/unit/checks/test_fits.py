from __future__ import annotations

import pytest

from core.checks.fits import fits
from core.domain import CheckResult
from tests.unit.checks.cases import a_case


@pytest.mark.parametrize(
    ("channel", "text", "reason"),
    [
        ("google_headline", "a" * 30, "30 of 30"),
        ("google_headline", "咖" * 15, "30 of 30"),
        ("meta_primary", "咖" * 125, "125 of 125"),
        ("x_post", "咖" * 140, "280 of 280"),
        ("sms", "é" * 160, "160 of 160"),
        ("sms", "’" * 70, "160 of 160"),
        ("email_body", "a" * 5000, "5000"),
        ("email_body", "One line.\n\nAnother.", "19"),
        ("x_post", "One\ntwo", "7 of 280"),
    ],
)
def test_a_text_up_to_the_limit_fits(channel: str, text: str, reason: str) -> None:
    assert fits(a_case(text, channel)) == CheckResult(name="fits", ok=True, reason=reason)


@pytest.mark.parametrize(
    ("channel", "text", "reason"),
    [
        ("google_headline", "a" * 31, "1 over the limit of 30"),
        ("google_headline", "咖" * 16, "2 over the limit of 30"),
        ("meta_primary", "a" * 130, "5 over the limit of 125"),
        ("meta_primary", "a" * 2_200, "2075 over the limit of 125"),
        ("x_post", "咖" * 141, "2 over the limit of 280"),
        ("sms", "€" * 81, "2 over the limit of 160"),
        ("sms", "’" * 71, "3 over the limit of 160"),
        ("meta_primary", "One\ntwo", "more than one line"),
        ("sms", "One\ntwo", "more than one line"),
    ],
)
def test_a_longer_text_or_a_second_line_does_not_fit(channel: str, text: str, reason: str) -> None:
    assert fits(a_case(text, channel)) == CheckResult(name="fits", ok=False, reason=reason)
