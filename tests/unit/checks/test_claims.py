from __future__ import annotations

from typing import Any

import pytest

from core.checks.claims import Kind, claims, ledger
from core.domain import BriefPersona, CheckResult
from tests.support.building import a_brief
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
        ("It stays warm for 3 hours.", "“3 hours” is not in the brief", {}),
        ("It stays warm for three hours.", "“three hours” is not in the brief", {}),
        ("A hundred warm cups.", "“hundred” is not in the brief", {}),
        ("A shirt with UPF 30+.", "“30+” is not in the brief", {"facts": ("UPF 50+",)}),
        ("Only 60.5 C.", "“60.5 C” is not in the brief", {}),
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
        ("open until 9pm", "We are open after 9pm.", "“after 9pm” is not what the brief says of 9pm"),
        ("open until 9pm", "Come from 9pm.", "“from 9pm” is not what the brief says of 9pm"),
        ("prices from $99", "Now only $99.", "“only $99” is not what the brief says of $99"),
        ("prices from $99", "All under $99.", "“under $99” is not what the brief says of $99"),
        ("prices from $99", "Yours for $99.", "“$99” lost the brief's “from”"),
        ("open until 9pm", "We open at 9pm.", "“9pm” lost the brief's “until”"),
        ("up to 12 hours of heat", "Warm for 12 hours.", "“12 hours” lost the brief's “up to”"),
        ("nothing over $25", "All over $25.", "“over $25” is not what the brief says of $25"),
        ("minimum 8 people", "Lunch for 8.", "“8” lost the brief's “at least”"),
        ("repaired in 30 minutes", "Repaired in 30 days.", "“30 days” is not in the brief"),
        (
            "up to 12 hours of heat",
            "At least 12 hours of heat.",
            "“at least 12 hours” is not what the brief says of 12 hours",
        ),
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
        ("open until 9pm", "Open to 9pm."),
        ("open from 6pm", "Come at 6pm."),
        ("open from 6pm to 9pm", "Open 6–9pm."),
        ("nothing over $25", "Nothing costs over $25."),
        ("minimum 8 people", "Lunch for 8 people or more."),
        ("ages 6 and up", "Lessons from age 6."),
        ("a 12-hour charge", "It is charged for 12 hrs."),
        ("reference given after 10 visits", "Ten visits and you get a reference."),
    ],
)
def test_a_number_in_its_own_sense_passes(fact: str, text: str) -> None:
    assert passes(text, **GYM, facts=(fact,), offer="")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Warmth guaranteed.", "guaranteed"),
        ("An award-winning mug.", "award-winning"),
        ("Clinically tested warmth.", "clinically"),
        ("Warm in seconds.", "in seconds"),
        ("Hand it to your friend: handmade warmth.", "handmade"),
        ("The cheapest way to stay warm.", "cheapest"),
        ("The world's warmest cup.", "world's"),
        ("The world’s warmest cup.", "the world’s"),
        ("The best cup of the day.", "the best"),
        ("It is the leading mug.", "leading"),
        ("State-of-the-art warmth.", "state-of-the-art"),
        ("An unforgettable cup.", "unforgettable"),
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
        ("Use the promo code.", "promo code"),
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


@pytest.mark.parametrize(
    ("fact", "text", "problem"),
    [
        ("open on Tuesdays", "Open on Mondays until 9.", "“Mondays” is not a day that the brief names"),
        ("open until 9pm on Tuesdays", "We are open every Friday.", "“Friday” is not a day that the brief names"),
        ("20% off until 3 March", "Yours until April.", "“April” is not a day that the brief names"),
    ],
)
def test_a_promised_day_is_one_of_the_brief(fact: str, text: str, problem: str) -> None:
    found = [claim.problem for claim in ledger(text, a_brief(facts=(fact,), offer="")) if "day that" in claim.problem]
    assert found == [problem]


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("open Tuesday to Sunday", "Open on Friday."),
        ("open every day", "Open on Friday."),
        ("a mug", "Open the door on Friday and sit down."),
        ("delivered on Tuesdays", "Friday, and the cupboard is bare."),
        ("delivered on Tuesdays", "Delivered every Tuesday."),
    ],
)
def test_a_day_within_the_stated_ones_or_of_a_scene_passes(fact: str, text: str) -> None:
    assert passes(text, facts=(fact,), offer="")


@pytest.mark.parametrize(
    ("text", "fact", "problem"),
    [
        ("Get a free trial.", "free delivery", "“free trial” is an offer that the brief does not make"),
        ("Repairs at no extra cost.", "free delivery", "“at no extra cost” is an offer that the brief does not make"),
        ("A free gift inside.", "free delivery of each gift mug", ""),
        ("Your mug is delivered for free.", "free delivery", ""),
        ("Gluten-free toast, warm.", "free delivery", ""),
    ],
)
def test_one_free_thing_does_not_license_another(text: str, fact: str, problem: str) -> None:
    found = [claim.problem for claim in ledger(text, a_brief(facts=(fact,), offer="")) if claim.problem]
    assert found == ([problem] if problem else [])


def test_the_ledger_names_the_statement_that_each_claim_rests_on() -> None:
    brief = a_brief(facts=("keeps drinks at 60 C", "free delivery"), offer="15% off until 3 March")
    text = "At 60 C all day, with free delivery, 15% off until 3 March and 3 years to pay."
    found = [(text[claim.start : claim.end], claim.kind, claim.support) for claim in ledger(text, brief)]
    assert found == [
        ("60 C", Kind.NUMBER, "keeps drinks at 60 C"),
        ("free delivery", Kind.FREE, "free delivery"),
        ("15% off", Kind.OFFER, "15% off until 3 March"),
        ("3 March", Kind.DATE, "15% off until 3 March"),
        ("3 years", Kind.DURATION, ""),
    ]


def test_what_the_reader_lives_with_may_be_repeated() -> None:
    persona = BriefPersona(name="Teacher", description="30 pupils, up at 6am")
    assert passes("30 pupils before 7? Your mug is warm.", persona=persona) is False
    assert passes("30 pupils, up at 6am? Your mug is warm.", persona=persona)


@pytest.mark.parametrize(
    ("offer", "text", "problem"),
    [
        ("free delivery over $200", "Free delivery on your mug.", "“Free delivery” lost its condition"),
        ("half price until 3 March", "Mugs at half price.", "“half price” lost its condition"),
        ("half price in May", "Mugs at half price.", "“half price” lost its condition"),
        ("free delivery over $200", "Free delivery over $200.", ""),
        ("two for the price of one in January", "Two for the price of one.", "“for the price of” lost its condition"),
        ("two for the price of one in January", "In January two are yours for the price of one.", ""),
        ("$20 off your first color", "$20 off a color.", "“$20 off” lost its condition"),
        ("$40 off weekday sessions", "On weekdays a session is $40 off.", ""),
        ("free delivery", "Free delivery.", ""),
    ],
)
def test_an_offer_keeps_its_condition(offer: str, text: str, problem: str) -> None:
    found = [claim.problem for claim in ledger(text, a_brief(facts=(), offer=offer)) if claim.problem]
    assert [one.startswith(problem) for one in found] == [True] * bool(problem)


FILES = "covers every file type except video"


@pytest.mark.parametrize(
    ("fact", "text", "problem"),
    [
        (FILES, "A backup with every file type included.", "“file type” lost its exception: “covers every file"),
        (FILES, "It covers every file type. Even mail.", "“covers every file type” lost its exception"),
        (FILES, "It covers every file type except video.", ""),
        (FILES, "Every file type but video is covered.", ""),
        (FILES, "It covers the file types that you use.", ""),
        (FILES, "Every night it is quiet.", ""),
        ("viewings every day except Sunday", "Viewings every day.", "“viewings every day” lost its exception"),
        ("viewings every day except Sunday", "Viewings every day. Never on a Sunday.", ""),
    ],
)
def test_a_statement_keeps_its_exception(fact: str, text: str, problem: str) -> None:
    found = [claim.problem for claim in ledger(text, a_brief(facts=(fact,), offer="")) if claim.problem]
    assert [one.casefold().startswith(problem) for one in found] == [True] * bool(problem)


def test_a_phrase_is_marked_where_it_stands_whatever_its_white_space() -> None:
    text = "Große Tassen. The  best cup."
    (claim,) = ledger(text, a_brief())
    assert text[claim.start : claim.end] == "The  best"
