"""Everything that a server can do wrong, streamed and not: a text comes whole, or an error says what to do."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import httpx2
import pytest

from core.domain import Capabilities, Connection
from core.engines.base import Message, Prompt, PromptStyle
from core.engines.openai import OpenAIEngine
from core.engines.openai.faults import retry_after
from core.engines.openai.line import Line
from core.errors import RemoteError, ServerFailed
from core.sampling import SamplingSettings
from tests.support import scripted_server as server
from tests.support.scripted_server import Behaviour, Exchange, ScriptedServer, fails, html, says
from tests.support.seeded import KEY

CHAT = Prompt(style=PromptStyle.CHAT, messages=(Message("user", "Write."),))
TEXT = "Warm all day."
Start = Callable[..., ScriptedServer]


@pytest.fixture(params=[True, False], ids=["streamed", "whole"])
def streaming(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def engine_at(address: str, *, streaming: bool, seconds: float = 5.0) -> OpenAIEngine:
    connection = Connection(
        id="1",
        name="box",
        address=address,
        seconds=seconds,
        capabilities=Capabilities(streaming=streaming, logprobs=True, usage=True),
    )
    return OpenAIEngine(connection, KEY, "writer", jitter=lambda: 0.0)


def write(engine: OpenAIEngine) -> str:
    try:
        return engine.draft(CHAT, SamplingSettings(), [1], max_tokens=20)[0].text
    finally:
        engine.close()


def failure_of(engine: OpenAIEngine) -> RemoteError:
    with pytest.raises(RemoteError) as caught:
        write(engine)
    error = caught.value
    assert error.what.endswith((".", "”"))
    assert error.mend
    assert KEY not in repr(error)
    assert error.__cause__ is None
    assert error.__suppress_context__
    return error


PASSING: dict[str, Behaviour] = {
    "a rate limit": fails(429),
    "a rate limit that says how long": fails(429, headers={"Retry-After": "0"}),
    "a server error": fails(500),
    "a server out of service": fails(503, headers={"Retry-After": "0"}),
    "a bad gateway in HTML": html(502),
    "HTML": html(),
    "a reset": server.resets,
    "a truncated answer": server.truncated,
    "cut JSON": server.cut_json,
    "an error midway": server.errs_midway,
    "no choices": server.no_choices,
    "empty choices": server.empty_choices,
    "not a number": server.not_a_number,
    "uncountable tokens": server.uncountable,
}


@pytest.mark.parametrize("name", PASSING)
def test_a_fault_that_passes_is_got_over(start: Start, name: str, streaming: bool) -> None:
    running = start(PASSING[name], PASSING[name], says(TEXT))
    assert write(engine_at(running.address, streaming=streaming)) == TEXT
    assert len(running.bodies) == 3


@pytest.mark.parametrize("name", PASSING)
def test_a_fault_that_stays_is_an_error_after_three_tries(start: Start, name: str, streaming: bool) -> None:
    running = start(PASSING[name])
    error = failure_of(engine_at(running.address, streaming=streaming))
    assert isinstance(error, ServerFailed)
    assert "box" in error.what
    assert len(running.bodies) == 3


LASTING: dict[str, tuple[Behaviour, str]] = {
    "an expired key": (fails(401, f"Incorrect API key provided: {KEY}"), "refused the key"),
    "a key that may not": (fails(403), "does not let this key use “writer”"),
    "a wrong model": (fails(404), "has no model “writer”"),
    "a request too long": (fails(400, f"maximum context length, {KEY}"), "maximum context length, …"),
    "no money": (fails(429, code="insufficient_quota"), "nothing left to spend"),
    "a refusal of the prompt": (fails(400, code="content_filter"), "declined"),
    "a refusal of the text": (server.declines, "declined"),
    "a redirect": (fails(307, headers={"Location": "http://127.0.0.1:9/"}), "never followed"),
    "50 MB": (server.huge, "more than 5 MB"),
    "a failure of 50 MB": (server.huge_failure, "more than 5 MB"),
    "a packed answer": (server.packed, "compressed"),
    "a wait that is too long": (fails(429, headers={"Retry-After": "60"}), "wait 60 seconds"),
}


@pytest.mark.parametrize("name", LASTING)
def test_a_fault_that_another_try_would_not_mend_is_an_error_at_once(start: Start, name: str, streaming: bool) -> None:
    behaviour, told = LASTING[name]
    running = start(behaviour)
    assert told in failure_of(engine_at(running.address, streaming=streaming)).what
    assert len(running.bodies) == 1


SLOW: dict[str, Behaviour] = {
    "endless": server.endless,
    "headers by the byte": server.dribbles,
    "a body by the byte": server.dribbles_its_body,
    "silent": server.silent,
}


@pytest.mark.parametrize("name", SLOW)
def test_the_deadline_is_for_everything(start: Start, name: str, streaming: bool) -> None:
    running = start(fails(500), SLOW[name])
    began = time.monotonic()
    error = failure_of(engine_at(running.address, streaming=streaming, seconds=0.4))
    assert "within 0.4 seconds" in error.what
    assert time.monotonic() - began < 2
    assert len(running.bodies) == 2


def test_a_server_that_is_not_there_is_an_error(start: Start, streaming: bool) -> None:
    gone = start(says(TEXT))
    gone.close()
    error = failure_of(engine_at(gone.address, streaming=streaming))
    assert "cannot be reached" in error.what


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_leads_nowhere(start: Start, status: int, streaming: bool) -> None:
    canary = start(says("You should not be here."))
    running = start(fails(status, headers={"Location": f"{canary.address}/chat/completions"}))
    failure_of(engine_at(running.address, streaming=streaming))
    assert canary.bodies == []


def test_a_proxy_variable_is_not_heeded(start: Start, streaming: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    canary = start(says("You should not be here."))
    running = start(says(TEXT))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, canary.address.removesuffix("/v1"))
    assert write(engine_at(running.address, streaming=streaming)) == TEXT
    assert canary.bodies == []


def test_what_stood_before_a_break_is_not_part_of_the_text(start: Start) -> None:
    seen: list[str] = []
    running = start(server.truncated, says(TEXT))
    engine = engine_at(running.address, streaming=True)
    (draft,) = engine.draft(CHAT, SamplingSettings(), [1], max_tokens=20, on_text=lambda _, text: not seen.append(text))
    engine.close()
    assert draft.text == TEXT
    assert seen[-1] == TEXT


def test_the_key_is_in_no_log(start: Start, streaming: bool, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for behaviour in (says(TEXT), fails(401, KEY)):
            with suppress(RemoteError):
                write(engine_at(start(behaviour).address, streaming=streaming))
    assert caplog.records
    assert KEY not in caplog.text


def test_waits_are_drawn_from_a_growing_range_and_heed_the_server(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(Line, "wait", lambda _line, seconds: waits.append(seconds))
    shares = iter([1.0, 0.5, 0.5, 0.0])

    def asked(*behaviours: Behaviour) -> None:
        connection = Connection(id="1", name="box", address=start(*behaviours).address, seconds=30.0)
        write(OpenAIEngine(connection, KEY, "writer", jitter=lambda: next(shares)))

    asked(fails(500), fails(500), says(TEXT))
    asked(fails(429, headers={"Retry-After": "7"}), fails(503, headers={"Retry-After": "2"}), says(TEXT))
    assert waits == [0.5, 0.5, 7.25, 2.0]


@pytest.mark.parametrize(
    ("given", "low", "high"),
    [("5", 5, 5), ("Wed, 21 Oct 2015 07:28:00 GMT", 0, 0), ("Wed, 21 Oct 2065 07:28:00 GMT", 1e8, 2e9)],
)
def test_a_wait_is_a_number_or_a_date(given: str, low: float, high: float) -> None:
    wait = retry_after(httpx2.Headers({"Retry-After": given}))
    assert wait is not None
    assert low <= wait <= high


@pytest.mark.parametrize("given", ["", "NaN", "soon", "-", "1e3", "inf"])
def test_a_wait_that_is_none_is_not_heeded(given: str) -> None:
    assert retry_after(httpx2.Headers({"Retry-After": given})) is None


def test_one_run_fails_and_another_goes_on(start: Start) -> None:
    """Two runs share an engine: what ends one is not felt by the other."""

    def by_its_brief(exchange: Exchange) -> None:
        is_bad = "bad" in exchange.body["messages"][0]["content"]
        (fails(400, "no") if is_bad else says(TEXT, seconds=0.1))(exchange)

    engine = engine_at(start(by_its_brief).address, streaming=True)
    good, bad = (Prompt(style=PromptStyle.CHAT, messages=(Message("user", text),)) for text in ("good", "bad"))
    with ThreadPoolExecutor(2) as threads:
        written = threads.submit(engine.draft, good, SamplingSettings(), [1, 2], max_tokens=9)
        failed = threads.submit(engine.draft, bad, SamplingSettings(), [1, 2], max_tokens=9)
        assert isinstance(failed.exception(), RemoteError)
        assert [draft.text for draft in written.result()] == [TEXT, TEXT]
    engine.close()
