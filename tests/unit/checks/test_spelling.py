from __future__ import annotations

import pytest

from core.checks.spelling import unknown_words
from core.house.reading import Split, of_split


@pytest.mark.parametrize(
    "text",
    ["The colour of two metres", "We realise and analyse", "A marvelled traveller", "It’s Ann’s mug", "24 kg, IPX4"],
)
def test_british_spellings_names_of_units_and_apostrophes_are_known(text: str) -> None:
    assert unknown_words(text, ["Ann"]) == []


def test_what_is_given_is_known_in_all_its_forms() -> None:
    assert unknown_words("Zingwick's zingwicks", ["Zingwick"]) == []


def test_made_up_words_are_found_in_order() -> None:
    assert unknown_words("Solichers and wet-foodboxes for lofters", []) == ["solichers", "wet-foodboxes", "lofters"]


def test_what_people_write_is_nearly_always_known() -> None:
    examples = of_split(Split.TEST)
    given = {
        id(e): (
            e.brief.brand,
            e.brief.product,
            *e.brief.facts,
            e.brief.offer,
            e.brief.cta,
            e.brief.persona.name,
            e.brief.persona.description,
        )
        for e in examples
    }
    doubted = [e.text for e in examples if unknown_words(e.text, given[id(e)])]
    assert len(doubted) <= 0.01 * len(examples), doubted
