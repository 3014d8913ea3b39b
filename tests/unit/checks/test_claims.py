from __future__ import annotations

from typing import Any

import pytest

from core.checks.claims import claims
from core.domain import CheckResult
from tests.unit.checks.cases import a_case

GYM = {"brand": "Low Ceiling", "product": "a climbing gym", "cta": "Book a climb"}


def passes(text: str, **brief: Any) -> bool:
    found = claims(a_case(text, **brief))
    assert found.ok is (found.reason == "every claim is in the brief")
    return found.ok


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("Your coffee stays warm all morning.", {}),
        ("Brightmug keeps drinks at 60 C, and it is 15% off this week.", {}),
        ("At forty, you have earned a warm cup.", {}),
        ("A shirt with UPF 50+ for long days.", {"facts": ("UPF 50+",)}),
        ("It lasts twelve hours.", {"facts": ("lasts 12 hours",)}),
        ("It lasts 12 hours.", {"facts": ("lasts a dozen hours",)}),
        ("1000 warm cups.", {"facts": ("1,000 cups from one heater",)}),
        ("$2.50 a cup.", {"facts": ("$2.5 a cup",)}),
        ("15 percent off this week.", {}),
        ("Order at mug24.example.", {"link": "https://mug24.example"}),
    ],
)
def test_what_the_brief_states_may_be_said(text: str, brief: dict[str, Any]) -> None:
    assert passes(text, **brief)


@pytest.mark.parametrize(
    ("text", "reason", "brief"),
    [
        ("It stays warm for 3 hours.", "“3” is not in the brief", {}),
        ("It stays warm for three hours.", "“3” is not in the brief", {}),
        ("A hundred warm cups.", "“100” is not in the brief", {}),
        ("A shirt with UPF 30+.", "“30” is not in the brief", {"facts": ("UPF 50+",)}),
        ("Only 60.5 C.", "“60.5” is not in the brief", {}),
    ],
)
def test_an_invented_number_is_found(text: str, reason: str, brief: dict[str, Any]) -> None:
    assert claims(a_case(text, **brief)) == CheckResult(name="claims", ok=False, reason=reason)


@pytest.mark.parametrize(
    ("text", "reason", "brief"),
    [
        ("£15 off this week.", "“£15” is not in the brief", {}),
        ("Only 22% of the price.", "“22%” is not in the brief", {"offer": "now £22"}),
        ("It is $22.", "“$22” is not in the brief", {"offer": "now £22"}),
        ("It is €60.", "“€60” is not in the brief", {}),
        ("60 percent warmer.", "“60 percent” is not in the brief", {}),
    ],
)
def test_a_price_or_a_share_keeps_its_sign(text: str, reason: str, brief: dict[str, Any]) -> None:
    assert claims(a_case(text, **brief)) == CheckResult(name="claims", ok=False, reason=reason)


@pytest.mark.parametrize(
    ("fact", "text", "reason"),
    [
        ("open until 9pm", "We are open after 9pm.", "“after 9” is not what the brief says of 9"),
        ("open until 9pm", "Come from 9pm.", "“from 9” is not what the brief says of 9"),
        ("prices from $99", "Now only $99.", "“only 99” is not what the brief says of 99"),
        ("prices from $99", "All under $99.", "“under 99” is not what the brief says of 99"),
        ("up to 12 hours of heat", "At least 12 hours of heat.", "“At least 12” is not what the brief says of 12"),
    ],
)
def test_a_number_keeps_its_sense(fact: str, text: str, reason: str) -> None:
    assert claims(a_case(text, facts=(fact,))) == CheckResult(name="claims", ok=False, reason=reason)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("open until 9pm", "Climb until 9pm."),
        ("open until 9pm", "Until 9pm, the wall is yours."),
        ("open until 9pm", "Climb till 9pm."),
        ("open till 9pm", "Climb until 9pm."),
        ("prices from $99", "Yours from $99."),
        ("up to 12 hours of heat", "Warm for up to 12 hours."),
    ],
)
def test_a_number_in_its_own_sense_passes(fact: str, text: str) -> None:
    assert passes(text, **GYM, facts=(fact,), offer="")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Warmth guaranteed.", "guaranteed"),
        ("An award-winning mug.", "award"),
        ("Clinically tested warmth.", "clinically"),
        ("Warm in seconds.", "in seconds"),
        ("Hand it to your friend: handmade warmth.", "handmade"),
        ("The cheapest way to stay warm.", "cheapest"),
        ("The world's warmest cup.", "world's"),
        ("The world’s warmest cup.", "the world’s"),
        ("The best cup of the day.", "the best"),
        ("It is the leading mug.", "leading"),
        ("Hurry, teachers.", "hurry"),
        ("Don’t miss a warm cup.", "don’t miss"),
        ("A warm cup for a limited time.", "limited time"),
        ("Selling fast.", "selling fast"),
        ("It ends tonight.", "ends tonight"),
    ],
)
def test_a_promise_a_superlative_or_urgency_needs_the_brief(text: str, phrase: str) -> None:
    assert claims(a_case(text)) == CheckResult(name="claims", ok=False, reason=f"“{phrase}” is not in the brief")


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("Guaranteed for 50 years.", {"facts": ("guaranteed for 50 years",)}),
        ("It carries a guarantee.", {"facts": ("guaranteed for 50 years",)}),
        ("Organic and warm.", {"facts": ("organic cotton sleeve",)}),
        ("Limited edition mug.", {"offer": "a limited edition of the mug"}),
        ("A handmade mug.", {"product": "a handmade mug"}),
    ],
)
def test_a_promise_that_the_brief_makes_passes(text: str, brief: dict[str, Any]) -> None:
    assert passes(text, **brief)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Take a discount on your mug.", "discount"),
        ("Use the promo code.", "promo"),
        ("A voucher for teachers.", "voucher"),
        ("It is half off.", "half off"),
        ("Free coffee with each mug.", "Free coffee"),
    ],
)
def test_an_offer_that_the_brief_does_not_make_is_found(text: str, shown: str) -> None:
    reason = f"“{shown}” is an offer that the brief does not make"
    assert claims(a_case(text, offer="")) == CheckResult(name="claims", ok=False, reason=reason)


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("15% off this week.", "15% off this week"),
        ("Take 15% off.", "15% off this week"),
        ("Free delivery on every mug.", "free delivery"),
        ("Use the voucher.", "a voucher for teachers"),
        ("Feel free to linger.", ""),
        ("For your free time.", ""),
        ("A free evening and a warm cup.", ""),
        ("Break free.", ""),
    ],
)
def test_an_offer_that_the_brief_makes_passes_and_free_time_is_none(text: str, offer: str) -> None:
    assert passes(text, offer=offer)
