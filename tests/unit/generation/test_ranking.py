"""The best first, each unlike those before it, and sense before unlikeness."""

from __future__ import annotations

from core.domain import Draft
from core.ranking import choose
from tests.support.building import a_draft, a_run

RUN = a_run()


def drafts(*scored: tuple[str, float]) -> list[Draft]:
    return [a_draft(RUN, number, text=text, score=score) for number, (text, score) in enumerate(scored)]


def chosen(n: int, *scored: tuple[str, float]) -> list[str]:
    return [draft.text for draft in choose(drafts(*scored), n)]


def test_the_best_come_first_and_no_more_than_are_wanted() -> None:
    assert chosen(2, ("Warm cups", 0.3), ("Quiet kettles", 0.9), ("Long evenings", 0.6)) == [
        "Quiet kettles",
        "Long evenings",
    ]


def test_of_two_as_good_the_one_unlike_the_first_is_next() -> None:
    texts = (("Waterproof walking boots", 0.8), ("Waterproof walking shoes", 0.6), ("Wool socks with every pair", 0.6))
    assert chosen(2, *texts)[1] == "Wool socks with every pair"


def test_what_makes_no_sense_does_not_come_first_for_being_unlike() -> None:
    texts = (("Waterproof For 3 Years", 0.7), ("Waterproof Boots, 3 Years", 0.6), ("Hospital Beds Hang Up", 0.35))
    assert chosen(2, *texts)[1] == "Waterproof Boots, 3 Years"


def test_there_may_be_fewer_than_are_wanted() -> None:
    assert chosen(8, ("Warm cups", 0.3)) == ["Warm cups"]
    assert chosen(8) == []
