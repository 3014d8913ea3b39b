"""A server that speaks OpenAI's protocol on 127.0.0.1 and plays a list of behaviours, good and bad."""

from __future__ import annotations

import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

JSON, EVENTS, HTML = "application/json", "text/event-stream", "text/html"
LONGEST = 5.0
"""Seconds after which the endless behaviours end, so that a failing test ends too."""


class Exchange(BaseHTTPRequestHandler):
    """One request, as a behaviour sees it."""

    server: _Server
    protocol_version = "HTTP/1.0"  # an answer ends where the connection does, unless a length is said

    def do_POST(self) -> None:
        self.body: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self._play()

    def do_GET(self) -> None:
        self.body = {}
        self._play()

    def _play(self) -> None:
        behaviour = self.server.studio.next(self)
        try:
            behaviour(self)
        except OSError:
            self.server.studio.left.set()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    @property
    def is_chat(self) -> bool:
        return self.path.endswith("/chat/completions")

    @property
    def is_streamed(self) -> bool:
        return bool(self.body.get("stream"))

    def send_text(self, status: int, kind: str, text: str | bytes, **headers: str) -> None:
        body = text.encode() if isinstance(text, str) else text
        self.begin(status, kind, {"Content-Length": str(len(body)), **headers})
        self.wfile.write(body)

    def begin(self, status: int, kind: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, **(headers or {})}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def event(self, data: object) -> None:
        self.wfile.write(f"data: {data if isinstance(data, str) else json.dumps(data)}\n\n".encode())
        self.wfile.flush()

    def piece(self, text: str, index: int = 0, finish: str | None = None, **more: Any) -> dict[str, Any]:
        """A part of a streamed answer."""
        own = {"delta": {"content": text}} if self.is_chat else {"text": text}
        return {"choices": [{"index": index, "finish_reason": finish, **own, **more}]}

    def whole(self, texts: Sequence[str], finish: str = "stop", **more: Any) -> dict[str, Any]:
        """An answer that is not streamed."""
        choices = [
            {"index": index, "finish_reason": finish, **more}
            | ({"message": {"role": "assistant", "content": text}} if self.is_chat else {"text": text})
            for index, text in enumerate(texts)
        ]
        return {"choices": choices, "usage": USAGE}


Behaviour = Callable[[Exchange], None]
USAGE = {"prompt_tokens": 12, "completion_tokens": 5, "total_tokens": 17}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    studio: ScriptedServer

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves is what these tests are about."""


class ScriptedServer:
    """Plays ``behaviours`` one a request, the last one for ever. ``bodies`` are what came; ``left`` is set when a
    client went away while it was being answered."""

    def __init__(self, *behaviours: Behaviour, tls: ssl.SSLContext | None = None) -> None:
        self.behaviours = list(behaviours)
        self.bodies: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.left = threading.Event()
        self.ends = threading.Event()
        self.at_once = self.most_at_once = 0
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), Exchange)
        self._server.studio = self
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._scheme = "http" if tls is None else "https"
        threading.Thread(target=self._server.serve_forever, args=[0.02], daemon=True).start()

    @property
    def address(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self.port}/v1"

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def next(self, exchange: Exchange) -> Behaviour:
        with self._lock:
            self.bodies.append(exchange.body)
            self.paths.append(exchange.path)
            self.headers.append({name.lower(): value for name, value in exchange.headers.items()})
            return self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]

    def counted(self, behaviour: Behaviour) -> Behaviour:
        """The same, with how many run at once in ``most_at_once``."""

        def play(exchange: Exchange) -> None:
            with self._lock:
                self.at_once += 1
                self.most_at_once = max(self.most_at_once, self.at_once)
            try:
                behaviour(exchange)
            finally:
                with self._lock:
                    self.at_once -= 1

        return play

    def close(self) -> None:
        self.ends.set()
        self._server.shutdown()
        self._server.server_close()


def says(*texts: str, finish: str = "stop", seconds: float = 0.0, logprobs: Any = None) -> Behaviour:
    """Answer with these texts, or with the first of them as often as was asked, word by word where it is streamed."""

    def play(exchange: Exchange) -> None:
        wanted = exchange.body.get("n", 1)
        own = texts if len(texts) >= wanted else texts[:1] * wanted
        chances = {"logprobs": logprobs} if logprobs else {}
        if not exchange.is_streamed:
            exchange.server.studio.ends.wait(seconds)
            exchange.send_text(200, JSON, json.dumps(exchange.whole(own[:wanted], finish, **chances)))
            return
        exchange.begin(200, EVENTS)
        for index, text in enumerate(own[:wanted]):
            for word in _words(text):
                exchange.event(exchange.piece(word, index))
                exchange.server.studio.ends.wait(seconds)
            exchange.event(exchange.piece("", index, finish, **chances))
        if exchange.body.get("stream_options"):
            exchange.event({"choices": [], "usage": USAGE})
        exchange.event("[DONE]")

    return play


def _words(text: str) -> Iterator[str]:
    for place, word in enumerate(text.split(" ")):
        yield f" {word}" if place else word


def fails(status: int, message: str = "no", code: str = "", headers: dict[str, str] | None = None) -> Behaviour:
    """Answer with an error as OpenAI words it."""
    error = json.dumps({"error": {"message": message, "code": code or None, "type": "x", "param": None}})
    return lambda exchange: exchange.send_text(status, JSON, error, **(headers or {}))


def html(status: int = 200) -> Behaviour:
    return lambda exchange: exchange.send_text(status, HTML, "<html><body>Sign in</body></html>")


def resets(exchange: Exchange) -> None:
    """End the connection with a reset, before anything is said."""
    exchange.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    exchange.wfile.close()
    exchange.rfile.close()
    exchange.connection.close()


def truncated(exchange: Exchange) -> None:
    """Half an answer, and the end."""
    if exchange.is_streamed:
        exchange.begin(200, EVENTS)
        exchange.event(exchange.piece("Half of a"))
        return
    text = json.dumps(exchange.whole(["Half of a text."]))
    exchange.begin(200, JSON, {"Content-Length": str(len(text))})
    exchange.wfile.write(text[: len(text) // 2].encode())


def cut_json(exchange: Exchange) -> None:
    """Half an answer, whose length says that it is all."""
    if exchange.is_streamed:
        exchange.begin(200, EVENTS)
        exchange.event(exchange.piece("Half"))
        exchange.event('{"choices": [{"ind')
        return
    exchange.send_text(200, JSON, '{"choices": [{"ind')


def endless(exchange: Exchange) -> None:
    """Words, and no end of them."""
    exchange.begin(200, EVENTS if exchange.is_streamed else JSON)
    if not exchange.is_streamed:
        exchange.wfile.write(b'{"choices": [{"index": 0, "text": "')
    for _ in _ticks(exchange, 0.01):
        if exchange.is_streamed:
            exchange.event(exchange.piece(" more"))
        else:
            exchange.wfile.write(b" more")


def dribbles(exchange: Exchange) -> None:
    """One byte at a time, from the first header on."""
    exchange.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
    for _ in _ticks(exchange, 0.05):
        exchange.wfile.write(b"a")


def dribbles_its_body(exchange: Exchange) -> None:
    """One byte of the body at a time."""
    exchange.begin(200, EVENTS if exchange.is_streamed else JSON)
    for _ in _ticks(exchange, 0.05):
        exchange.wfile.write(b" ")


def silent(exchange: Exchange) -> None:
    """Nothing at all, until the client leaves."""
    exchange.connection.settimeout(LONGEST)
    with suppress(OSError):
        if exchange.connection.recv(1) == b"":
            exchange.server.studio.left.set()


def falls_silent(exchange: Exchange) -> None:
    """Two words, then nothing until the client leaves."""
    exchange.begin(200, EVENTS)
    exchange.event(exchange.piece("Two"))
    exchange.event(exchange.piece(" words"))
    silent(exchange)


def huge(exchange: Exchange) -> None:
    """50 MB."""
    exchange.begin(200, EVENTS if exchange.is_streamed else JSON)
    for _ in range(50):
        exchange.wfile.write(b" " * 1_000_000)


def huge_failure(exchange: Exchange) -> None:
    """50 MB, as the text of an error."""
    exchange.begin(500, JSON)
    for _ in range(50):
        exchange.wfile.write(b" " * 1_000_000)


def packed(exchange: Exchange) -> None:
    """Compressed though nobody asked for it."""
    exchange.send_text(200, JSON, b"\x1f\x8b", Content_Encoding="gzip")


def empty_choices(exchange: Exchange) -> None:
    _says_json(exchange, {"choices": []})


def no_choices(exchange: Exchange) -> None:
    _says_json(exchange, {"object": "nothing of the kind"})


def not_a_number(exchange: Exchange) -> None:
    """NaN where a log-probability should be."""
    chances = (
        {"content": [{"token": "a", "logprob": float("nan")}]}
        if exchange.is_chat
        else {"token_logprobs": [float("nan")]}
    )
    if exchange.is_streamed:
        _says_json(exchange, exchange.piece("a", 0, "stop", logprobs=chances))
    else:
        _says_json(exchange, exchange.whole(["a"], logprobs=chances))


def uncountable(exchange: Exchange) -> None:
    """NaN where the tokens used should be."""
    usage = {"prompt_tokens": float("nan"), "completion_tokens": 2}
    own = exchange.piece("a", 0, "stop") if exchange.is_streamed else exchange.whole(["a"])
    _says_json(exchange, own | {"usage": usage})


def declines(exchange: Exchange) -> None:
    """Ended by a content filter."""
    _says_json(
        exchange,
        exchange.piece("", 0, "content_filter") if exchange.is_streamed else exchange.whole([""], "content_filter"),
    )


def errs_midway(exchange: Exchange) -> None:
    """An error where the rest of the text should be."""
    if not exchange.is_streamed:
        fails(500, "out of memory")(exchange)
        return
    exchange.begin(200, EVENTS)
    exchange.event(exchange.piece("Half"))
    exchange.event({"error": {"message": "out of memory"}})


def _says_json(exchange: Exchange, answer: object) -> None:
    if exchange.is_streamed:
        exchange.begin(200, EVENTS)
        exchange.event(answer)
        exchange.event("[DONE]")
    else:
        exchange.send_text(200, JSON, json.dumps(answer))


def _ticks(exchange: Exchange, seconds: float) -> Iterator[int]:
    for number in range(int(LONGEST / seconds)):
        if exchange.server.studio.ends.wait(seconds):
            return
        yield number
