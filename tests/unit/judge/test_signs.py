"""What the judge sees in a text."""

from __future__ import annotations

from core.domain import BriefPersona
from core.judge.signs import NAMES, facts_told, signs_of
from tests.support.building import a_brief

BRIEF = a_brief(
    brand="Marram Baths",
    product="Victorian swimming baths in Whitby",
    facts=("water at 29 C", "women-only swim on Thursdays at 7pm"),
    offer="under-5s swim free",
    cta="Come for a swim",
    persona=BriefPersona(name="The trawlerman", description="66, spent his working life cold and wet"),
)


def test_a_fact_said_whole_is_taken_from_the_brief() -> None:
    signs = signs_of("Water at 29 C in Whitby.", BRIEF, -0.5, 8)
    assert signs.taken == 1
    assert (signs.facts_whole, signs.facts_torn, signs.invented) == (1, 0, 0)
    assert (signs.likely, signs.likely_whole) == (-0.5, -4)


def test_a_torn_fact_and_words_of_its_own_show() -> None:
    signs = signs_of("Elegant swim at 7pm with music", BRIEF, -1, 8)
    assert signs.facts_whole == 0
    assert signs.facts_torn >= 1
    assert signs.invented_count == 2


def test_what_only_the_reader_has_is_told_from_what_nobody_has() -> None:
    signs = signs_of("Cold and wet dragons", BRIEF, -1, 5)
    assert (signs.of_reader_count, signs.invented_count) == (2, 1)
    assert signs.taken == 0
    assert signs.taken_from_reader == 0.75


def test_a_number_that_strayed_from_its_fact_shows() -> None:
    assert signs_of("Victorian baths, restored in 7pm.", BRIEF, -1, 8).astray == 1
    assert signs_of("Women-only swim at 7pm, in water at 29 C.", BRIEF, -1, 12).astray == 0


def test_words_said_again_show() -> None:
    assert signs_of("Swim, swim, swim.", BRIEF, -1, 5).repeated == 2 / 3


def test_a_word_that_is_none_shows() -> None:
    assert signs_of("Marram lofters in Whitby, a trawlerman's bath", BRIEF, -1, 8).unknown == 1


def test_an_amount_said_again_shows() -> None:
    assert signs_of("The £45 flat fee is £45.", BRIEF, -1, 8).amounts_again == 1
    assert signs_of("It is £45, and $45 in Maine.", BRIEF, -1, 8).amounts_again == 0


def test_nothing_has_no_signs_and_does_no_harm() -> None:
    values = signs_of("", a_brief(facts=(), offer="", cta=""), 0.0, 0).values
    assert values == [0.0] * len(NAMES)


def test_facts_are_told_whole_or_not() -> None:
    assert facts_told("Under-5s swim free. Women-only swim.", BRIEF) == [False, False, True]
