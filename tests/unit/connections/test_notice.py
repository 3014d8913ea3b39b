from __future__ import annotations

from core.connections.notice import what_leaves
from core.domain import BriefPersona, Connection
from tests.support.building import a_brief

OPENAI = Connection(id="1", name="openai", address="https://api.openai.com/v1")
MAYA = BriefPersona(name="Maya", description="walks to work")


def test_one_brief_is_said_with_all_that_it_holds_and_where_it_goes() -> None:
    brief = a_brief(product="Autumn boots", persona=MAYA, cta="", banned=(), tone="")
    assert what_leaves([OPENAI], [brief]) == (
        "The brief of “Autumn boots” for Maya, with its brand, persona, facts and offer, goes to api.openai.com. "
        "Nothing else does."
    )


def test_what_a_brief_lacks_is_not_said_and_a_text_to_rewrite_is() -> None:
    said = what_leaves([OPENAI], [a_brief(facts=(), offer="", rewrite="Buy boots.", examples=("Old boots.",))])
    assert "facts" not in said
    assert "offer" not in said
    assert "earlier texts as examples and text to rewrite, goes" in said


def test_every_server_of_a_pool_is_said_once() -> None:
    box = Connection(id="2", name="box", address="http://127.0.0.1:8000/v1")
    other = a_brief(persona=BriefPersona(name="Jon", description=""))
    said = what_leaves([OPENAI, box, OPENAI], [a_brief(persona=MAYA), other])
    assert "for Maya and Jon, with their " in said
    assert said.endswith("go to api.openai.com or the server at port 8000 of this machine. Nothing else does.")


def test_nothing_leaves_where_there_is_nothing() -> None:
    assert what_leaves([], [a_brief()]) == what_leaves([OPENAI], []) == ""
