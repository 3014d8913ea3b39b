from __future__ import annotations

from core.angles import BESIDE, angled, begins_with, narrowed, point_of
from core.channels.catalogue import load_catalogue
from core.checks import run_checks
from core.engines.base import PromptStyle
from core.prompts import build
from tests.support.building import a_brief

HEADLINE, DESCRIPTION = load_catalogue().get("google_headline"), load_catalogue().get("google_description")
BRIEF = a_brief(channel="google_headline", facts=("keeps drinks at 60 C", "charges overnight"), required=())


def test_every_angle_is_there_once() -> None:
    names = [brief.angle for brief in angled(BRIEF, HEADLINE, ("coffee mug",))]
    assert names[:5] == [
        "product",
        "fact: keeps drinks at 60 C",
        "fact: charges overnight",
        "offer",
        "keyword coffee mug",
    ]
    assert len(names) == len(set(names))
    kinds = {name.partition(",")[0] for name in names[5:]}
    assert kinds == {"keyword coffee mug", "brand", "reader", "call to action"}
    assert sum(name.startswith("reader") for name in names) == BESIDE


def test_another_turn_sets_them_beside_other_facts() -> None:
    many = a_brief(facts=tuple(f"fact {number}" for number in range(8)), channel="google_headline")
    first = {brief.angle for brief in angled(many, HEADLINE) if brief.angle.startswith("reader")}
    second = {brief.angle for brief in angled(many, HEADLINE, turn=1) if brief.angle.startswith("reader")}
    assert first.isdisjoint(second)


def test_a_model_is_shown_only_what_its_text_is_about() -> None:
    fact, offer = (brief for brief in angled(BRIEF, HEADLINE) if brief.angle in ("fact: charges overnight", "offer"))
    assert (narrowed(fact).facts, narrowed(fact).offer) == (("charges overnight",), "")
    assert (narrowed(offer).facts, narrowed(offer).offer) == ((), BRIEF.offer)
    assert narrowed(BRIEF) == BRIEF
    shown = build(fact, HEADLINE, PromptStyle.HOUSE).text
    assert "charges overnight" in shown
    assert "60 C" not in shown


def test_what_an_angle_asks_for_must_be_said_and_headlines_have_capitals() -> None:
    keyword = next(brief for brief in angled(BRIEF, HEADLINE, ("coffee mug",)) if brief.angle.startswith("keyword"))
    assert keyword.required == ("Coffee Mug",)
    spoken = next(brief for brief in angled(BRIEF, DESCRIPTION, ("coffee mug",)) if brief.angle.startswith("keyword"))
    assert spoken.required == ("coffee mug",)
    brand = next(brief for brief in angled(a_brief(brand="McRae & Co"), HEADLINE) if brief.angle.startswith("brand"))
    assert brand.required == ("McRae & Co",)
    assert begins_with(brand) == "McRae & Co"
    assert begins_with(keyword) == ""


def test_a_text_that_is_about_something_else_does_not_pass() -> None:
    fact = next(brief for brief in angled(BRIEF, HEADLINE) if point_of(brief) == "charges overnight")
    said = {
        text: next(check for check in run_checks(text, fact, HEADLINE) if check.name == "angle")
        for text in ("Charges Overnight", "A Self-Heating Coffee Mug")
    }
    assert said["Charges Overnight"].ok
    assert not said["A Self-Heating Coffee Mug"].ok
    assert "charges overnight" in said["A Self-Heating Coffee Mug"].reason


def test_the_call_to_action_may_be_a_headline_where_it_is_asked_for() -> None:
    action = next(brief for brief in angled(BRIEF, HEADLINE) if brief.angle.startswith("call to action"))
    assert next(check for check in run_checks("Warm Yours Up", action, HEADLINE) if check.name == "topic").ok
    assert not next(check for check in run_checks("Warm Yours Up", BRIEF, HEADLINE) if check.name == "topic").ok
