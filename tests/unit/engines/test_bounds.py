"""Bounds: what a text may begin with, and where it may end."""

from __future__ import annotations

from typing import Any

import pytest

from core.channels.catalogue import load_catalogue
from core.engines.base import Ended, Prompt, PromptStyle
from core.engines.bounds import Bounds
from core.engines.causal_lm.engine import CausalLMEngine
from core.prompts.bounds import bounds_for
from core.sampling import SamplingSettings
from tests.support.building import a_brief

SETTINGS = SamplingSettings(temperature=1.0, top_k=0, top_p=1.0, repetition_penalty=1.0)


@pytest.mark.parametrize(
    ("bounds", "text", "is_allowed"),
    [
        ({"limit": 5}, "a mug ", True),
        ({"limit": 5}, "a mugs", False),
        ({"limit": 4, "counting": "width"}, "咖啡杯", False),
        ({"numbers": ("60", "2.5")}, "at 6", True),
        ({"numbers": ("60", "2.5")}, "at 60 and 2.", True),
        ({"numbers": ("60", "2.5")}, "at 6 ", False),
        ({"numbers": ("60", "2.5")}, "at 7", False),
        ({"numbers": ("60", "2.5")}, "at 60. 2.5", True),
        ({"numbers": ()}, "at 6", False),
        ({"numbers": None}, "at 6", True),
        ({"names": ("Ottermoss",)}, "Otterm", True),
        ({"names": ("Ottermoss",)}, "Ottermoth", False),
        ({"names": ("Ottermoss",)}, "Ottermoss's", True),
        ({"names": ("Ottermoss",)}, "Otters swim", True),
        ({"names": ("Tucker Ream",)}, "Tucker Reams", True),
        ({"names": ("inkpenny",)}, "Inkpen", False),
        ({"names": ("inkpenny",)}, "inkpenny", True),
        ({"banned": ("cheap",)}, "So cheap", False),
        ({"banned": ("cheap",)}, "So chea", True),
    ],
)
def test_a_text_may_begin_only_within_its_bounds(bounds: dict[str, Any], text: str, is_allowed: bool) -> None:
    assert Bounds(**bounds).allow(text) is is_allowed


@pytest.mark.parametrize(
    ("text", "may_end"), [("Brightmug at 60.", True), ("A mug at 60.", False), ("Brightmug at 6", False)]
)
def test_a_text_ends_when_all_is_said_and_its_number_is_whole(text: str, may_end: bool) -> None:
    assert Bounds(needed=("Brightmug",), numbers=("60",)).allow_end(text) is may_end


@pytest.mark.parametrize(
    ("text", "is_full"), [("Warm all day. Try it.", True), ("Warm all day.", False), ("Warm all day, all wi", False)]
)
def test_a_sentence_that_leaves_no_room_for_another_is_the_last(text: str, is_full: bool) -> None:
    assert Bounds(limit=32, sentences=True).are_full(text) is is_full


def test_the_bounds_of_a_brief_hold_its_numbers_its_name_and_what_must_be_said() -> None:
    brief = a_brief(facts=("1,000 cups",), offer="", required=("warm",))
    bounds = bounds_for(brief, load_catalogue().get("push"))
    assert bounds.numbers == ("1,000", "1000", "40")
    assert (bounds.names, bounds.needed, bounds.banned) == (("Brightmug",), ("Brightmug", "warm"), ("gadget",))
    assert (bounds.limit, bounds.sentences) == (120, True)


def drawn(engine: CausalLMEngine, bounds: Bounds, tokens: int = 30) -> list[tuple[str, Ended]]:
    prompt = Prompt(style=PromptStyle.COMPLETION, text="The mug keeps", bounds=bounds)
    return [(draft.text, draft.ended) for draft in engine.draft(prompt, SETTINGS, range(12), max_tokens=tokens)]


def test_drafts_are_drawn_within_their_bounds(engine: CausalLMEngine) -> None:
    """A model that knows nothing writes every letter: none that is out of bounds."""
    free = drawn(engine, Bounds())
    letters = {letter for text, _ in free for letter in text.casefold() if letter.isalpha()}
    assert len(letters) > 8
    banned = tuple(letters)[: len(letters) // 2]
    kept = drawn(engine, Bounds(banned=banned))
    for text, _ in kept:
        assert not Bounds(banned=banned).banned_words.search(text)  # type: ignore[union-attr]
    assert [text for text, _ in kept] != [text for text, _ in free]


def test_drafts_stay_within_their_length(engine: CausalLMEngine) -> None:
    assert max(len(text.strip()) for text, _ in drawn(engine, Bounds())) > 12
    lengths = [len(text.strip()) for text, ended in drawn(engine, Bounds(limit=12)) if ended is Ended.STOP]
    assert all(length <= 12 for length in lengths)


def test_bounds_that_forbid_nothing_change_nothing(engine: CausalLMEngine) -> None:
    assert drawn(engine, Bounds(limit=10_000, banned=("never-written",))) == drawn(engine, Bounds())
