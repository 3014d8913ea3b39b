"""A request goes to the machine that was found fit, and only to one whose certificate is the name's."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from core.domain import Connection
from core.engines.base import Message, Prompt, PromptStyle
from core.engines.openai import OpenAIEngine
from core.engines.openai.route import Route
from core.errors import InvalidInput, RemoteError, ServerFailed
from core.sampling import SamplingSettings
from tests.support.certificates import authority_and_server
from tests.support.scripted_server import ScriptedServer, says

NAME = "writer.example"
TEXT = "Warm all day."
Write = Callable[[str, Route], str]


def here(_host: str) -> tuple[str, ...]:
    return ("127.0.0.1",)


@pytest.fixture
def write() -> Iterator[Write]:
    """Ask the server at an address for a text."""
    with ExitStack() as stack:

        def ask(address: str, route: Route) -> str:
            connection = Connection(id="1", name="box", address=address, seconds=5)
            engine = OpenAIEngine(connection, "", "writer", jitter=lambda: 0.0, route=route)
            stack.callback(engine.close)
            prompt = Prompt(style=PromptStyle.CHAT, messages=(Message("user", "Write."),))
            return engine.draft(prompt, SamplingSettings(), [1], max_tokens=16)[0].text

        yield ask


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    server = ScriptedServer(says(TEXT))
    yield server
    server.close()


def test_it_connects_to_the_address_that_was_found_and_names_the_host(write: Write, server: ScriptedServer) -> None:
    asked: list[str] = []

    def found(host: str) -> tuple[str, ...]:
        asked.append(host)
        return ("127.0.0.1",)

    assert write(f"http://{NAME}:{server.port}/v1", Route(found)) == TEXT
    assert asked == [NAME]
    assert server.headers[0]["host"] == f"{NAME}:{server.port}"


def test_a_name_that_means_another_machine_by_now_gets_nothing(
    write: Write, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was fit when it was looked up; whoever looked it up once more would be led astray."""
    monkeypatch.setattr(socket, "getaddrinfo", _looked_up_first("127.0.0.2", then="127.0.0.1"))

    def found(host: str) -> tuple[str, ...]:
        return tuple(str(one[4][0]) for one in socket.getaddrinfo(host, None))

    with pytest.raises(ServerFailed, match="cannot be reached"):
        write(f"http://{NAME}:{server.port}/v1", Route(found))
    assert server.bodies == []


def _looked_up_first(first: str, then: str) -> Callable[..., list[object]]:
    """What a name server says that means harm: an address that is fit, and the one it is after to whoever asks again
    for the name."""
    real, answers = socket.getaddrinfo, {}

    def look_up(host: str, port: object, *more: object, **named: object) -> list[object]:
        if host == NAME:
            asked = answers[port] = answers.get(port, -1) + 1
            host = first if port is None and asked < 9 else then
        return real(host, port, *more, **named)  # type: ignore[arg-type, return-value]

    return look_up


def test_the_next_address_is_taken_where_nobody_listens_at_the_first(write: Write, server: ScriptedServer) -> None:
    route = Route(lambda _host: ("127.0.0.2", "127.0.0.1"))
    assert write(f"http://{NAME}:{server.port}/v1", route) == TEXT
    assert len(server.bodies) == 1


def test_a_host_that_is_not_fit_any_more_is_told_of_in_its_own_words(write: Write, server: ScriptedServer) -> None:
    def refuse(host: str) -> tuple[str, ...]:
        raise InvalidInput("address", f"{host} now stands for 10.0.0.1.", "Nothing was sent.")

    with pytest.raises(RemoteError, match=r"now stands for 10\.0\.0\.1"):
        write(f"http://{NAME}:{server.port}/v1", Route(refuse))
    assert server.bodies == []


def test_a_certificate_of_an_own_authority_is_trusted_where_the_setting_says_so(write: Write, tmp_path: Path) -> None:
    authority, tls = authority_and_server(tmp_path, NAME)
    server = ScriptedServer(says(TEXT), tls=tls)
    try:
        assert write(f"https://{NAME}:{server.port}/v1", Route(here, str(authority))) == TEXT
        with pytest.raises(RemoteError, match="certificate"):
            write(f"https://{NAME}:{server.port}/v1", Route(here))
        with pytest.raises(RemoteError, match="certificate"):
            write(f"https://other.example:{server.port}/v1", Route(here, str(authority)))
        assert len(server.bodies) == 1
    finally:
        server.close()


def test_a_file_without_certificates_is_named(write: Write, tmp_path: Path) -> None:
    file = tmp_path / "empty.pem"
    file.write_text("nothing")
    for path in (file, tmp_path / "missing.pem"):
        with pytest.raises(InvalidInput, match="HOUSESTYLE_REMOTE_AUTHORITIES"):
            write("https://127.0.0.1:1/v1", Route(authorities=str(path)))
