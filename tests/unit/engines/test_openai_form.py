"""Texts that are asked for in a form: nothing is said around them, and they grow as any other."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain import Capabilities, Connection
from core.engines.base import DraftText, Ended, Message, Prompt, PromptStyle
from core.engines.openai import OpenAIEngine
from core.engines.openai.form import BEGINNING, is_kept, of_text, text_in
from core.sampling import SamplingSettings
from tests.support.scripted_server import Behaviour, ScriptedServer, fails, says

CHAT = Prompt(style=PromptStyle.CHAT, messages=(Message("user", "Write."),), stop=("\n",))
ABLE = Capabilities(structured=True, completions=True)


class Server:
    """A scripted server, and one text by it."""

    def __init__(self) -> None:
        self.scripted = ScriptedServer(says(""))

    def writes(self, *behaviours: Behaviour, able: Capabilities = ABLE, prompt: Prompt = CHAT) -> list[DraftText]:
        self.scripted.behaviours[:] = behaviours
        connection = Connection(id="1", name="box", address=self.scripted.address, seconds=5, capabilities=able)
        engine = OpenAIEngine(connection, "", "writer", jitter=lambda: 0.0)
        self.heard: list[str] = []
        try:
            return engine.draft(prompt, SamplingSettings(), (1,), max_tokens=20, on_text=self._hear)
        finally:
            engine.close()

    def _hear(self, _row: int, text: str) -> bool:
        self.heard.append(text)
        return True


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.scripted.close()


def formed(text: str) -> str:
    return json.dumps({"text": text})


def test_it_is_asked_for_and_taken_out_of_its_form_as_it_grows(server: Server) -> None:
    text = 'Say “warm” or "warm", all day. ☕'
    (draft,) = server.writes(says(formed(text), seconds=0.01))
    assert (draft.text, draft.ended) == (text, Ended.STOP)
    assert all(text.startswith(heard) for heard in server.heard)
    assert len(set(server.heard)) > 3
    (body,) = server.scripted.bodies
    assert body["response_format"]["json_schema"]["strict"] is True
    assert body["max_tokens"] == 36
    assert "stop" not in body


def test_stops_are_those_of_the_text_and_not_of_the_form(server: Server) -> None:
    (draft,) = server.writes(says('{\n  "text": "Warm.\\nHere is another: Hot."\n}'))
    assert draft.text == "Warm."


def test_what_ends_too_early_is_as_far_as_it_came(server: Server) -> None:
    (draft,) = server.writes(says('{"text": "Warm all', finish="length"))
    assert (draft.text, draft.ended) == ("Warm all", Ended.LENGTH)


def test_a_server_that_does_not_keep_to_it_is_read_as_it_speaks(server: Server) -> None:
    assert server.writes(says("Warm all day."))[0].text == "Warm all day."


def test_one_that_does_not_know_it_is_asked_without(server: Server) -> None:
    (draft,) = server.writes(fails(400, "Unknown parameter: response_format is not supported"), says("Warm."))
    assert draft.text == "Warm."
    assert "response_format" not in server.scripted.bodies[-1]


def test_a_plain_text_has_no_form(server: Server) -> None:
    server.writes(says("Warm."), prompt=Prompt(style=PromptStyle.COMPLETION, text="Copy:", stop=("\n",)))
    assert "response_format" not in server.scripted.bodies[0]
    assert server.scripted.bodies[0]["stop"] == ["\n"]


def test_how_likely_it_is_leaves_the_form_out(server: Server) -> None:
    tokens = [('{"', 0.0), ("text", 0.0), ('": "', 0.0), ("Warm", -2.0), (".", -1.0), ('"}', 0.0)]
    chances = {"content": [{"token": token, "logprob": chance} for token, chance in tokens]}
    able = Capabilities(structured=True, logprobs=True)
    (draft,) = server.writes(says(formed("Warm."), logprobs=chances), able=able)
    assert (draft.logprob, draft.tokens) == (-1.5, 2)


@given(st.text(min_size=1), st.integers(min_value=0))
def test_any_text_comes_out_as_it_went_in_and_any_beginning_of_it_is_a_beginning(text: str, cut: int) -> None:
    raw = json.dumps({"text": text})
    assert text_in(raw) == text
    part = text_in(raw[: cut % len(raw)])
    assert text.encode("utf-16", "surrogatepass").startswith(part.encode("utf-16", "surrogatepass"))


@pytest.mark.parametrize("raw", ["", "{", '{ "text"', '{"text": "Warm', "Warm {name}.", '{"name": "x"}', '{"text": 3}'])
def test_whether_it_is_kept(raw: str) -> None:
    assert is_kept(raw) == (BEGINNING.match(raw) is not None)


def test_tokens_without_a_form_are_all_the_texts_own() -> None:
    assert of_text("Warm.", [("Warm", -2.0), (".", -1.0)]) == [-2.0, -1.0]
