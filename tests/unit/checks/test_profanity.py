from __future__ import annotations

import pytest

from core.checks.profanity import profanity
from tests.unit.checks.cases import a_case


@pytest.mark.parametrize("text", ["A damn fine mug.", "Cold coffee is Crap.", "It is SHIT."])
def test_profanity_is_refused(text: str) -> None:
    assert not profanity(a_case(text)).ok


@pytest.mark.parametrize("text", ["A cocktail in Scunthorpe.", "Class is over.", "A mug for the assistant."])
def test_innocent_words_pass(text: str) -> None:
    assert profanity(a_case(text)).ok


def test_what_the_brief_says_may_be_said() -> None:
    assert profanity(a_case("Damn good tea.", brand="Damn Good Tea")).ok
