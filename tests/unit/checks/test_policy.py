from __future__ import annotations

from typing import Any

import pytest

from core.checks.policy import policy
from core.domain import CheckResult
from tests.unit.checks.cases import a_case


@pytest.mark.parametrize(
    ("channel", "text", "brief"),
    [
        ("meta_primary", "Warm at last!", {}),
        ("meta_primary", "Cold again?! Not this one.", {}),
        ("meta_primary", "And then... the bell.", {}),
        ("meta_primary", "Warm ☕", {}),
        ("meta_primary", "NASA drinks it warm.", {}),
        ("meta_primary", "A shirt with UPF 50+.", {}),
        ("meta_primary", "We are #1.", {}),
        ("meta_primary", "JUST WARM IT UP.", {"cta": "JUST WARM IT UP"}),
        ("meta_primary", "Self-heating - at 60 C.", {}),
        ("x_post", "Warm at last. #coffee", {}),
        ("x_post", "One line.\nAnother.", {}),
        ("google_description", "Warm at last!", {}),
        ("google_headline", "Brightmug® Keeps It Warm", {}),
        ("google_headline", "Brightmug™ Keeps It Warm", {}),
        ("instagram_caption", "Warm. #a #b #c #d #e", {}),
        ("tiktok_text", "Warm. #a #b #c #d #e #f", {}),
        ("amazon_title", "Brightmug Mug, a Mug for the Car and the Desk", {}),
    ],
)
def test_what_the_platforms_take_passes(channel: str, text: str, brief: dict[str, Any]) -> None:
    expected = CheckResult(name="policy", ok=True, reason="nothing the platform refuses")
    assert policy(a_case(text, channel, **brief)) == expected


@pytest.mark.parametrize(
    ("channel", "text", "reason"),
    [
        ("meta_primary", "Warm at last!!", "punctuation is repeated"),
        ("meta_primary", "Cold again??", "punctuation is repeated"),
        ("meta_primary", "Warm,, at last.", "punctuation is repeated"),
        ("meta_primary", "**Warm** at last.", "holds mark-up or a list"),
        ("meta_primary", "<b>Warm</b> at last.", "holds mark-up or a list"),
        ("x_post", "# Warm at last", "holds mark-up or a list"),
        ("email_body", "It is:\n- warm\n- yours", "holds mark-up or a list"),
        ("email_body", "It is:\n1. warm", "holds mark-up or a list"),
        ("meta_primary", "WARM YOURS UP today.", "shouts in capitals"),
        ("meta_primary", "Warm at last. #coffee", "hashtags do nothing here"),
        ("email_subject", "#coffee at last", "hashtags do nothing here"),
        ("google_headline", "Warm Coffee ☕", "Google Ads refuses emoji"),
        ("google_description", "Warm 🇬🇧 coffee ❤️", "Google Ads refuses emoji"),
        ("google_headline", "Warm 🇬🇧", "Google Ads refuses emoji"),
        ("pmax_description", "Warm 1\ufe0f\u20e3", "Google Ads refuses emoji"),
        ("demand_gen_headline", "Warm At Last！", "Google Ads refuses “!”"),
        ("instagram_caption", "Warm. #a #b #c #d #e #f", "more than 5 hashtags"),
        ("amazon_title", "Brightmug Mug, $20", "Amazon refuses “$”"),
        ("amazon_title", "Mug, Mug and mug", "Amazon refuses “mug” more than twice"),
        ("google_headline", "Warm At Last!", "Google Ads refuses “!”"),
    ],
)
def test_what_the_platforms_refuse_fails(channel: str, text: str, reason: str) -> None:
    assert policy(a_case(text, channel)) == CheckResult(name="policy", ok=False, reason=reason)
