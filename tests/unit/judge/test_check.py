"""The floor under sense."""

from __future__ import annotations

from core.judge.check import FLOOR, SENSE, makes_sense
from tests.unit.judge.test_signs import BRIEF


def test_what_the_judge_gives_enough_passes() -> None:
    found = makes_sense(FLOOR, "Water at 29 C.", BRIEF)
    assert (found.name, found.ok) == (SENSE, True)


def test_what_he_doubts_fails_with_what_he_saw() -> None:
    found = makes_sense(FLOOR - 0.01, "Purple dragons at the baths", BRIEF)
    assert (found.ok, found.reason) == (False, "may make no sense: 2 words beyond the brief")


def test_a_made_up_word_fails_however_likely_the_rest_is() -> None:
    found = makes_sense(0.99, "Water at 29 C for lofters.", BRIEF)
    assert (found.ok, found.reason) == (False, "“lofters” is no word that we know")
