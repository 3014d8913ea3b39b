"""Texts of a model on a server: what is sent, what comes back, what is counted, and how it ends."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from threading import get_ident
from typing import Any

import pytest

from core.domain import Capabilities, Connection
from core.engines.base import DraftText, Ended, Message, Prompt, PromptStyle
from core.engines.openai import OpenAIEngine
from core.engines.openai.capabilities import found_out
from core.engines.openai.engine import style_of
from core.engines.openai.rows import NO_LOGPROB, estimated_tokens
from core.errors import GenerationError, InvalidInput, RemoteError, SpendingStopped
from core.judge.judge import house_judge
from core.judge.signs import NAMES
from core.sampling import SamplingSettings
from tests.support import scripted_server as server
from tests.support.scripted_server import EVENTS, JSON, Behaviour, Exchange, ScriptedServer, fails, says
from tests.support.seeded import KEY

CHAT = Prompt(
    style=PromptStyle.CHAT, messages=(Message("system", "Be plain."), Message("user", "Write.")), stop=("\n",)
)
PLAIN = Prompt(style=PromptStyle.COMPLETION, text="Copy:", stop=("\n",))
ABLE = Capabilities(completions=True, usage=True)
Start = Callable[..., ScriptedServer]


def connection_to(running: ScriptedServer, able: Capabilities | None = ABLE, **more: Any) -> Connection:
    given: dict[str, Any] = {"seconds": 5.0, **more}
    return Connection(id="1", name="box", address=running.address, capabilities=able, **given)


def engine_at(running: ScriptedServer, able: Capabilities = ABLE, model: str = "writer", **more: Any) -> OpenAIEngine:
    spent = more.pop("spent", lambda _prompt, _completion: None)
    return OpenAIEngine(connection_to(running, able, **more), KEY, model, spent, jitter=lambda: 0.0)


def write(engine: OpenAIEngine, prompt: Prompt = CHAT, seeds: tuple[int, ...] = (1,), **more: Any) -> list[DraftText]:
    try:
        return engine.draft(prompt, more.pop("settings", SamplingSettings()), seeds, max_tokens=20, **more)
    finally:
        engine.close()


@pytest.mark.parametrize("streaming", [True, False])
def test_a_chat_is_answered(start: Start, streaming: bool) -> None:
    running, seen = start(says("Warm all day.")), []
    (draft,) = write(
        engine_at(running, replace(ABLE, streaming=streaming)), on_text=lambda row, text: not seen.append((row, text))
    )
    assert (draft.text, draft.ended, draft.tokens) == ("Warm all day.", Ended.STOP, 5)
    assert seen[-1] == (0, "Warm all day.")
    assert running.paths == ["/v1/chat/completions"]
    (body,) = running.bodies
    assert body["messages"] == [{"role": "system", "content": "Be plain."}, {"role": "user", "content": "Write."}]
    assert (body["model"], body["max_tokens"], body["stop"]) == ("writer", 20, ["\n"])
    assert {"seed", "n", "logprobs", "top_k", "repetition_penalty"} & body.keys() == set()
    assert running.headers[0]["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("streaming", [True, False])
def test_a_text_is_continued(start: Start, streaming: bool) -> None:
    running = start(says(" all day.", finish="length"))
    engine = engine_at(running, replace(ABLE, streaming=streaming), "davinci-002")
    (draft,) = write(engine, PLAIN, said=[" Warm"])
    assert (draft.text, draft.ended) == (" all day.", Ended.LENGTH)
    assert running.paths == ["/v1/completions"]
    assert running.bodies[0]["prompt"] == "Copy: Warm"


def test_a_model_is_asked_in_its_own_way() -> None:
    assert style_of("gpt-5-mini", ABLE) is PromptStyle.CHAT
    assert style_of("babbage-002", Capabilities()) is PromptStyle.COMPLETION
    assert style_of("openai-community/gpt2-xl", Capabilities()) is PromptStyle.COMPLETION
    assert style_of("mistral", replace(ABLE, chat=False)) is PromptStyle.COMPLETION
    assert style_of("housestyle-5", ABLE) is PromptStyle.HOUSE
    assert style_of("housestyle-5", Capabilities()) is PromptStyle.CHAT


def test_rows_are_asked_for_in_parallel_up_to_the_limit(start: Start) -> None:
    running = start(says("unused"))
    running.behaviours = [running.counted(says("Warm all day.", seconds=0.05))]
    drafts = write(engine_at(running, replace(ABLE, seeds=True), at_once=3), seeds=(1, 2, 3, 4, 5, 6, 7))
    assert [draft.text for draft in drafts] == ["Warm all day."] * 7
    assert running.most_at_once == 3
    assert sorted(body["seed"] for body in running.bodies) == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("streaming", [True, False])
def test_one_request_gives_several_texts_where_the_server_can(start: Start, streaming: bool) -> None:
    running = start(says("One.", "Two.", "Three."))
    drafts = write(engine_at(running, replace(ABLE, streaming=streaming, together=3)), seeds=(1, 2, 3, 4))
    assert [draft.text for draft in drafts] == ["One.", "Two.", "Three.", "One."]
    assert sorted(body.get("n", 1) for body in running.bodies) == [1, 3]


def test_a_text_that_is_missing_is_asked_for_again(start: Start) -> None:
    def only_one(exchange: Exchange) -> None:
        exchange.send_text(200, JSON, json.dumps(exchange.whole(["One."])))

    running = start(only_one, says("One.", "Two."))
    drafts = write(engine_at(running, Capabilities(streaming=False, together=2)), seeds=(1, 2))
    assert [draft.text for draft in drafts] == ["One.", "Two."]


def test_texts_come_in_the_order_of_asks_and_seeds(start: Start) -> None:
    def echoes(exchange: Exchange) -> None:
        says(f"{exchange.body['prompt']} {exchange.body['seed']}", seconds=0.01 * (5 - exchange.body["seed"]))(exchange)

    engine = engine_at(start(echoes), replace(ABLE, seeds=True), "davinci-002")
    prompts = [replace(PLAIN, text=name) for name in ("a", "b", "a")]
    drafts = write(engine, prompts, (1, 2, 3))  # type: ignore[arg-type]
    assert [draft.text for draft in drafts] == ["a 1", "b 2", "a 3"]


def test_what_was_used_is_counted(start: Start) -> None:
    used: list[tuple[int, int]] = []
    write(engine_at(start(says("Warm all day.")), spent=lambda *both: used.append(both)), seeds=(1, 2))
    assert used == [(12, 5), (12, 5)]


def test_what_was_used_is_estimated_where_the_server_does_not_say(start: Start) -> None:
    used: list[tuple[int, int]] = []
    engine = engine_at(start(says("Warm all day.")), Capabilities(), spent=lambda *both: used.append(both))
    write(engine)
    assert used == [(estimated_tokens("system: Be plain.\n\nuser: Write."), estimated_tokens("Warm all day."))]


def test_what_came_before_a_break_is_counted(start: Start) -> None:
    used: list[tuple[int, int]] = []
    with pytest.raises(RemoteError):
        write(engine_at(start(server.truncated), spent=lambda *both: used.append(both)))
    assert used == [(estimated_tokens("system: Be plain.\n\nuser: Write."), 3)]


def test_a_ceiling_ends_the_drafting(start: Start) -> None:
    def full(_prompt: int, _completion: int) -> None:
        raise SpendingStopped("The ceiling of this run is reached.", "Raise it.")

    running = start(says("Warm all day."))
    with pytest.raises(SpendingStopped):
        write(engine_at(running, spent=full, at_once=1), seeds=tuple(range(20)))
    assert len(running.bodies) < 20


def test_a_beginning_is_shown_to_a_chat_and_not_said_again(start: Start) -> None:
    running = start(says("Maya, your mug is warm."))
    (draft,) = write(engine_at(running), said=["Maya,"])
    assert draft.text == " your mug is warm."
    assert running.bodies[0]["messages"][-2] == {"role": "assistant", "content": "Maya,"}
    assert running.bodies[0]["messages"][-1]["role"] == "user"


def test_one_sentence_ends_where_the_next_begins(start: Start) -> None:
    running = start(says("It is 2.5 cm. Try it. And again, and again.", seconds=0.01))
    (draft,) = write(engine_at(running), replace(CHAT, one_sentence=True))
    assert (draft.text, draft.ended) == ("It is 2.5 cm.", Ended.SENTENCE)


def test_a_stop_text_ends_it_where_the_server_goes_on(start: Start) -> None:
    (draft,) = write(engine_at(start(says("Warm.\nHere is another"))), settings=SamplingSettings(stop=("another",)))
    assert (draft.text, draft.ended) == ("Warm.", Ended.STOP)


def test_the_likeliest_words_alone_are_asked_for_as_cold(start: Start) -> None:
    running = start(says("Warm."))
    write(engine_at(running), settings=SamplingSettings(top_k=1))
    assert running.bodies[0]["temperature"] == 0


@pytest.mark.parametrize("streaming", [True, False])
def test_how_likely_a_text_is_comes_from_the_server(start: Start, streaming: bool) -> None:
    chances = {"content": [{"token": "a", "logprob": -1.0}, {"token": "b", "logprob": -2.0}]}
    able = Capabilities(streaming=streaming, logprobs=True)
    (draft,) = write(engine_at(start(says("a b", logprobs=chances)), able))
    assert (draft.logprob, draft.tokens) == (-1.5, 2)
    plain = {"token_logprobs": [None, -4.0], "tokens": ["a", "b"]}
    (draft,) = write(engine_at(start(says("a b", logprobs=plain)), able, "davinci-002"), PLAIN)
    assert draft.logprob == -4.0


def test_where_it_does_not_say_the_judge_hears_the_usual(start: Start) -> None:
    (draft,) = write(engine_at(start(says("Warm."))))
    assert draft.logprob == NO_LOGPROB == pytest.approx(house_judge().means[NAMES.index("likely")], abs=1e-3)


def test_fields_that_a_server_does_not_take_are_left_out_from_then_on(start: Start) -> None:
    def picky(exchange: Exchange) -> None:
        if "max_tokens" in exchange.body:
            fails(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")(exchange)
        elif "temperature" in exchange.body:
            fails(400, "Unsupported value: 'temperature' does not support 0.8 with this model.")(exchange)
        else:
            says("Warm.")(exchange)

    running = start(picky)
    engine = engine_at(running)
    assert [draft.text for draft in engine.draft(CHAT, SamplingSettings(), [1], max_tokens=9)] == ["Warm."]
    assert running.bodies[-1]["max_completion_tokens"] == 9
    asked = len(running.bodies)
    write(engine)
    assert len(running.bodies) == asked + 1


@pytest.mark.parametrize("behaviour", [server.endless, server.falls_silent, server.silent])
def test_a_listener_that_has_enough_closes_the_stream(start: Start, behaviour: Behaviour) -> None:
    running = start(behaviour)
    began = time.monotonic()
    engine = engine_at(running, seconds=30.0)
    (draft,) = write(engine, on_text=lambda _row, _text: time.monotonic() - began < 0.3)
    assert draft.ended is Ended.CUT_OFF
    assert running.left.wait(2)
    assert time.monotonic() - began < 2


def test_one_row_ends_and_the_others_go_on(start: Start) -> None:
    running = start(says("Warm all day long.", seconds=0.05))
    drafts = write(engine_at(running), seeds=(1, 2), on_text=lambda row, text: row == 1 or len(text) < 5)
    assert [draft.ended for draft in drafts] == [Ended.CUT_OFF, Ended.STOP]
    assert drafts[1].text == "Warm all day long."
    assert len(drafts[0].text) < len(drafts[1].text)


def test_the_listener_is_called_in_the_callers_thread(start: Start) -> None:
    engine, threads = engine_at(start(says("Warm all day."))), []
    write(engine, seeds=(1, 2), on_text=lambda *_: not threads.append(get_ident()))
    assert set(threads) == {get_ident()}


def test_a_failure_ends_the_other_rows(start: Start) -> None:
    def refuses_once_all_are_here(exchange: Exchange) -> None:
        while len(running.bodies) < 3:
            time.sleep(0.01)
        fails(401)(exchange)

    running = start(refuses_once_all_are_here, server.endless)
    began = time.monotonic()
    with pytest.raises(RemoteError, match="refused the key"):
        write(engine_at(running, seconds=30.0), seeds=(1, 2, 3))
    assert running.left.wait(2)
    assert time.monotonic() - began < 2


def test_a_closed_engine_says_so(start: Start) -> None:
    engine = engine_at(start(says("Warm.")))
    assert not engine.is_gone
    engine.close()
    assert engine.is_gone
    with pytest.raises(GenerationError, match="closed"):
        engine.draft(CHAT, SamplingSettings(), [1], max_tokens=2)


def test_it_says_who_writes(start: Start) -> None:
    running = start(says("Warm."))
    info = engine_at(running, model="writer").info
    assert (info.model, info.device, info.style) == ("box/writer", "127.0.0.1", PromptStyle.CHAT)
    assert info.runner.startswith("OpenAI client ")
    assert engine_at(running, pool="boxes").info.model == "boxes/writer"
    assert engine_at(running).render(CHAT) == "system: Be plain.\n\nuser: Write."


def test_azure_is_asked_in_its_own_way(start: Start) -> None:
    running = start(says("Warm."))
    connection = replace(connection_to(running), address=running.address.removesuffix("/v1"), api_version="2024-10-21")
    assert write(OpenAIEngine(connection, KEY, "own"))[0].text == "Warm."
    assert running.paths == ["/openai/deployments/own/chat/completions?api-version=2024-10-21"]
    assert running.headers[0]["api-key"] == KEY


def able_server(exchange: Exchange) -> None:
    """A server that can do everything."""
    if exchange.path.endswith("/models"):
        exchange.send_text(200, JSON, json.dumps({"data": [{"id": "writer"}, {"id": "other"}]}))
        return
    chances = {"content": [{"logprob": -1.0}]} if exchange.is_chat else {"token_logprobs": [-1.0]}
    text = '{ "text": "Cat, do' if exchange.body.get("response_format") else "Cat, dog."
    says(text, logprobs=chances if exchange.body.get("logprobs") else None)(exchange)


def simple_server(exchange: Exchange) -> None:
    """A server that continues texts, one at a time, and nothing else; every text is another."""
    if exchange.path.endswith("/models"):
        fails(404)(exchange)
    elif exchange.is_chat:
        fails(400, "This model has no chat template")(exchange)
    elif exchange.is_streamed:
        fails(400, "Streams are not served")(exchange)
    else:
        text = f"Cat {len(exchange.server.studio.bodies)}"
        exchange.send_text(200, JSON, json.dumps(exchange.whole([text]) | {"usage": None}))


def test_it_is_found_out_what_a_server_can_do(start: Start) -> None:
    assert found_out(connection_to(start(able_server), None), KEY) == Capabilities(
        chat=True, completions=True, streaming=True, seeds=True, together=8, logprobs=True, structured=True, usage=True
    )


def test_what_a_server_cannot_do_is_an_answer_too(start: Start) -> None:
    running = start(simple_server)
    able = found_out(connection_to(running, None, models=("writer",)), KEY)
    assert able == Capabilities(chat=False, completions=True, streaming=False)
    assert max(body.get("max_tokens", 0) for body in running.bodies) <= 4


def test_a_server_that_refuses_the_key_or_is_gone_cannot_be_tested(start: Start) -> None:
    running = start(fails(401, KEY))
    with pytest.raises(RemoteError, match="refused the key") as caught:
        found_out(connection_to(running, None), KEY)
    assert KEY not in repr(caught.value)
    running.close()
    with pytest.raises(RemoteError, match="cannot be reached"):
        found_out(connection_to(running, None), KEY)
    empty = start(lambda exchange: exchange.send_text(200, JSON, '{"data": []}'))
    with pytest.raises(InvalidInput, match="lists no models"):
        found_out(connection_to(empty, None), KEY)


def test_a_stream_of_something_else_is_not_taken_for_a_text(start: Start) -> None:
    def other(exchange: Exchange) -> None:
        exchange.begin(200, EVENTS)
        exchange.event(exchange.piece("Warm", index=7, finish="stop"))

    with pytest.raises(RemoteError, match="not asked for"):
        write(engine_at(start(other)))
