"""A card says why it stands where it stands."""

from __future__ import annotations

import pytest

from core.judge import why
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
