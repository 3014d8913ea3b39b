from __future__ import annotations

from core.channels.catalogue import load_catalogue
from core.engines.scripted import ScriptedEngine
from core.generation.writer import Writer
from core.placeholders import filled_brief, parse
from core.prompts.opening import opening
from tests.support.building import a_brief, a_cell

CHANNELS = load_catalogue()
NAME = {"placeholders": parse(["{first_name} = Maya", "{KeyWord:Mugs}"]), "required": ("{first_name}", "mug")}


def begins(channel: str, **fields: object) -> str:
    brief = filled_brief(a_brief(**{"channel": channel, **NAME, **fields}))
    return opening(brief, CHANNELS.get(channel))


def test_a_name_that_must_be_said_is_how_a_short_text_begins() -> None:
    assert begins("email_subject") == "Maya,"
    assert begins("email_body") == ""
    assert begins("email_subject", required=("mug",)) == ""
    assert begins("email_subject", required=("{KeyWord:Mugs}",)) == ""


def test_the_call_to_action_may_say_it_instead_where_it_stands_in_the_text() -> None:
    assert begins("sms", cta="Warm yours up, {first_name}") == ""
    assert begins("email_subject", cta="Warm yours up, {first_name}") == "Maya,"


def test_the_model_goes_on_from_there() -> None:
    cell = a_cell(brief=a_brief(channel="email_subject", **NAME))
    writer = Writer(ScriptedEngine("scripted", lambda _prompt, _seed: "warm coffee at noon"), CHANNELS)
    (draft,) = writer.wave(cell, run_id="r", run_seed=7, numbers=range(1), siblings=())
    assert draft.text == "{first_name}, warm coffee at noon"
    assert draft.length == len("Maya, warm coffee at noon")
