"""A card says why it stands where it stands."""

from __future__ import annotations

import pytest

from core.judge import why
from core.judge.why import doubt
from tests.unit.judge.test_signs import BRIEF


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Water at 29 C. Under-5s swim free.", "2 facts told whole, nothing beyond the brief"),
        ("Water at 29 C, and dragons", "1 fact told whole, 1 word beyond the brief"),
        ("Purple dragons at the baths", "2 words beyond the brief"),
    ],
)
def test_facts_and_new_words_are_counted_in_words(text: str, reason: str) -> None:
    assert why(text, BRIEF) == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Victorian baths, restored in 7pm.", "a number stands away from what it is a number of"),
        ("Water at 29 C and water at 29 C.", "an amount is said twice"),
        ("Purple dragons at the baths", "2 words beyond the brief"),
        ("Women swim on Thursdays.", "a fact is told in part"),
        ("Baths in Whitby.", "it reads unlike the texts that people kept"),
    ],
)
def test_a_doubt_says_what_speaks_most_against_a_text(text: str, reason: str) -> None:
    assert doubt(text, BRIEF) == reason
