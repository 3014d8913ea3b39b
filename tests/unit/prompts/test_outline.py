"""Each sentence is shown a fact, and all of them together all facts."""

from __future__ import annotations

from core.domain import Brief
from core.prompts.outline import MOST_TOLD, outline
from tests.support.building import a_brief

FACTS = ("keeps drinks at 60 C", "charges overnight", "costs £40")


def shown(brief: Brief) -> tuple[str, ...]:
    return tuple(point for point in (*brief.facts, brief.offer) if point)


def test_what_must_be_said_is_always_shown() -> None:
    brief = a_brief(facts=FACTS, required=("overnight",))
    assert all(FACTS[1] in part.facts for part in outline(brief, 0))


def test_a_long_text_goes_through_the_facts_and_is_asked_to_act_at_its_end() -> None:
    brief = a_brief(facts=FACTS)
    parts = outline(brief, 1)
    assert [shown(part) for part in parts] == [(FACTS[1],), (FACTS[2],), (brief.offer,), (FACTS[0],), ()]
    assert [part.cta for part in parts] == ["", "", "", "", brief.cta]
    assert all(part.persona == brief.persona and part.product == brief.product for part in parts)


def test_a_long_text_does_not_tell_everything() -> None:
    brief = a_brief(facts=tuple(f"fact number {number}" for number in range(9)))
    assert len(outline(brief, 0)) == MOST_TOLD + 1
    assert outline(a_brief(facts=(), offer=""), 5) == (a_brief(facts=(), offer=""),)
