from __future__ import annotations

import pytest

from core.checks.words import content_words, has_phrase, stem, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("Don't, won’t.", ["don't", "won’t"]),
        ("A self-heating MUG", ["a", "self-heating", "mug"]),
        ("1,000 cups at 2.50, from 9:30.", ["1,000", "cups", "at", "2.50", "from", "9:30"]),
        ("Warm - at last", ["warm", "at", "last"]),
        ("Größe", ["grösse"]),
    ],
)
def test_words_are_lower_case_and_in_order(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [("mugs", "mug"), ("heating", "heats"), ("charged", "charges"), ("pleased", "pleases"), ("warming", "warm")],
)
def test_forms_of_a_word_meet_in_their_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_small_words_carry_no_meaning() -> None:
    assert content_words("It is for you, and so on: 60 C") == set()
    assert content_words("The mugs keep the coffee") == {"mug", "keep", "coffe"}


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("Act  now.", "act now", True),
        ("Act\nnow.", "Act Now", True),
        ("Act, now.", "act now", False),
        ("React now.", "act now", False),
        ("We are #1.", "#1", True),
        ("A (big) mug", "(big)", True),
        ("A big mug", "(big)", False),
        ("anything", "", False),
        ("热咖啡杯", "咖啡", True),
        ("买Gadget吧", "gadget", True),
    ],
)
def test_a_phrase_stands_as_whole_words(text: str, phrase: str, found: bool) -> None:
    assert has_phrase(text, phrase) is found
