from __future__ import annotations

import pytest

from core.checks.example import example
from core.domain import CheckResult
from core.prompts.examples import examples_for
from tests.unit.checks.cases import CHANNELS, a_case

SHOWN = [
    (channel.id, shown.brief.brand, shown.text) for channel in CHANNELS.taught() for shown in examples_for(channel.id)
]


def test_every_channel_has_an_example_to_copy() -> None:
    assert {channel for channel, _, _ in SHOWN} == {channel.id for channel in CHANNELS.taught()}


@pytest.mark.parametrize(("channel", "brand", "text"), SHOWN)
def test_an_example_of_the_prompt_is_no_new_text_except_for_its_own_brand(channel: str, brand: str, text: str) -> None:
    copied = example(a_case(text.upper(), channel))
    named = brand.casefold() in text.casefold()
    assert copied == CheckResult(name="example", ok=False, reason=f"names “{brand}”" if named else "copies an example")
    assert example(a_case(text, channel, brand=brand)).ok


@pytest.mark.parametrize(
    ("channel", "text", "reason"),
    [
        ("google_headline", "Guaranteed For 40 Years", "copies an example"),
        ("meta_primary", "Like Fernwhistle, but warm.", "names “Fernwhistle”"),
        ("meta_primary", "Under a low ceiling, a warm cup.", "names “Low Ceiling”"),
    ],
)
def test_a_text_too_near_an_example_fails(channel: str, text: str, reason: str) -> None:
    assert example(a_case(text, channel)) == CheckResult(name="example", ok=False, reason=reason)


@pytest.mark.parametrize(
    ("channel", "text"),
    [
        ("google_headline", "Coffee That Waits For You"),
        ("meta_primary", "Brightmug keeps your coffee at 60 C while you teach."),
        ("meta_primary", "The ceiling is low, the cup is warm."),
    ],
)
def test_a_text_in_its_own_words_passes(channel: str, text: str) -> None:
    assert example(a_case(text, channel)) == CheckResult(name="example", ok=True, reason="its own words")


EARLIER = "Keeps your coffee at 60 C while you teach."


@pytest.mark.parametrize(
    ("text", "is_copy"),
    [
        (EARLIER, True),
        (EARLIER.upper(), True),
        ("Keeps your coffee at 60 C while you teach!", True),
        ("Keeps your tea at 60 C on the whole way home.", False),
        ("Your coffee stays at 60 C all morning.", False),
    ],
)
def test_an_earlier_text_of_the_brand_is_written_like_and_not_copied(text: str, is_copy: bool) -> None:
    reason = "copies an earlier text of the brand" if is_copy else "its own words"
    found = example(a_case(text, examples=("Something else.", EARLIER)))
    assert found == CheckResult(name="example", ok=not is_copy, reason=reason)
    assert example(a_case(text)).ok
