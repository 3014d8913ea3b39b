from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ads.choosing import are_alike, choose, likeness
from core.ads.coverage import points_of
from core.domain import Variant
from tests.support.building import a_brief, a_draft, a_run
from tests.unit.exports.examples import a_variant

BRIEF = a_brief(channel="google_headline", facts=("keeps drinks at 60 C", "charges overnight"))
POINTS = points_of(BRIEF, ("coffee mug",))


def headline(text: str, score: float = 0.5) -> Variant:
    draft = replace(a_draft(a_run()), text=text, score=score)
    return a_variant(draft=draft, text=text, brief=BRIEF)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Warm Coffee Mug", "warm coffee mugs", True),
        ("Walking Boots, 540 g", "540 g Walking Boots", True),
        ("Warm Coffee Mug", "Charges Overnight", False),
        ("", "Charges Overnight", False),
    ],
)
def test_near_doubles_whatever_the_order_of_their_words(one: str, other: str, alike: bool) -> None:
    assert are_alike(one, other) is alike
    assert likeness(one, other) == likeness(other, one)


def test_what_is_new_comes_before_what_is_a_little_better() -> None:
    scores = {"Warm Coffee Mug": 0.9, "A Warm Coffee Mug Now": 0.89, "Charges Overnight": 0.6}
    drawn = [headline(text, score) for text, score in scores.items()]
    chosen = choose(drawn, [], 2, BRIEF, POINTS)
    assert {one.text for one in chosen} == {"Warm Coffee Mug", "Charges Overnight"}


def test_nothing_that_stands_already_is_chosen_again() -> None:
    assert choose([headline("Warm coffee mugs")], ["Warm Coffee Mug"], 3, BRIEF, POINTS) == []


HEADLINES = ("Warm Mug", "Warm Mugs", "Charges Overnight", "Overnight Charges", "60 C", "Mug At 60 C", "Off This Week")


@given(st.lists(st.sampled_from(HEADLINES), max_size=12), st.integers(0, 8))
def test_no_two_that_are_chosen_are_alike(texts: list[str], count: int) -> None:
    chosen = [one.text for one in choose([headline(text) for text in texts], [], count, BRIEF, POINTS)]
    assert len(chosen) <= count
    assert not any(are_alike(one, other) for place, one in enumerate(chosen) for other in chosen[:place])
