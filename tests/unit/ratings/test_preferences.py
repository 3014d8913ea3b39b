from __future__ import annotations

from core.domain import Comparison
from core.ratings.preferences import preferences
from tests.support.building import NOON, new_id

WRITERS = {"a1": "gpt2", "a2": "gpt2", "b1": "box/writer", "b2": "box/writer"}


def says(better: str, worse: str, who: str = "ada") -> Comparison:
    return Comparison(
        id=new_id(), submit_key=new_id(), better_id=better, worse_id=worse, profile_id=who, created_at=NOON
    )


def told(*said: Comparison) -> list[tuple[str, int, int]]:
    return [(one.model, one.share.count, one.share.total) for one in preferences(said, WRITERS)]


def test_pairs_of_both_models_are_counted_with_how_many_there_were() -> None:
    assert told(says("b1", "a1"), says("b2", "a2"), says("a1", "b2")) == [("box/writer", 2, 3), ("gpt2", 1, 3)]


def test_the_newest_word_of_a_person_on_a_pair_counts_and_everybody_has_one() -> None:
    assert told(says("b1", "a1"), says("a1", "b1")) == [("gpt2", 1, 1), ("box/writer", 0, 1)]
    assert told(says("b1", "a1"), says("b1", "a1", "bo")) == [("box/writer", 2, 2), ("gpt2", 0, 2)]


def test_pairs_of_one_models_own_texts_or_of_other_runs_say_nothing() -> None:
    assert told(says("a1", "a2"), says("x", "a1")) == [("gpt2", 0, 0), ("box/writer", 0, 0)]
