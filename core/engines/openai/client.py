"""The official client over an HTTP client that follows no redirect, heeds no proxy variable and can be cut off.

It connects to the IP address that was found fit, and not to whatever the name stands for a moment later.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
from openai import AzureOpenAI, OpenAI

from core.domain import Connection
from core.engines.openai.line import Cut, Line
from core.engines.openai.route import PLAINLY, Route

NO_KEY = "none"
"""What is sent as the key to a server that wants none: the client insists on one."""
PLAIN = ("", "identity")


class _Current(threading.local):
    line: Line | None = None


_current = _Current()


@contextmanager
def on_line(line: Line) -> Iterator[None]:
    """Requests of this thread run on it."""
    _current.line = line
    try:
        yield
    finally:
        _current.line = None


class CutOff(httpx2.ReadError):
    """An answer that was cut off by us."""


class _Guarded(httpx2.BaseTransport):
    """Tells a request's line of its socket, and counts the bytes that come."""

    def __init__(self, route: Route) -> None:
        self._resolve = route.resolve
        # each request has a connection of its own, which can be cut without harm to others
        limits = httpx2.Limits(max_keepalive_connections=0)
        self._inner = httpx2.HTTPTransport(verify=route.trust(), trust_env=False, limits=limits)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        line = _current.line or Line()
        request.extensions["trace"] = line.heard
        response = self._sent(request)
        if response.headers.get("content-encoding", "") not in PLAIN:
            line.cut(Cut.PACKED)
            response.close()
            raise CutOff("The answer is compressed.", request=request)
        assert isinstance(response.stream, httpx2.SyncByteStream)
        return httpx2.Response(
            response.status_code,
            headers=response.headers,
            stream=_Counted(response.stream, line),
            extensions=response.extensions,
        )

    def close(self) -> None:
        self._inner.close()

    def _sent(self, request: httpx2.Request) -> httpx2.Response:
        """To the first of its addresses that can be connected to; the certificate must be the name's all the same."""
        host = request.url.host
        *others, last = self._resolve(host)
        request.extensions["sni_hostname"] = host
        for ip in others:
            try:
                return self._inner.handle_request(_at(request, ip))
            except httpx2.ConnectError:  # nothing was sent: on to the next
                continue
        return self._inner.handle_request(_at(request, last))


def _at(request: httpx2.Request, ip: str) -> httpx2.Request:
    """The same, whose ``Host`` is the name still."""
    return httpx2.Request(
        request.method,
        request.url.copy_with(host=ip),
        headers=request.headers,
        stream=request.stream,
        extensions=request.extensions,
    )


class _Counted(httpx2.SyncByteStream):
    def __init__(self, stream: httpx2.SyncByteStream, line: Line) -> None:
        self._stream = stream
        self._line = line

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._stream:
            if not self._line.carry(len(chunk)):
                self._line.cut(Cut.TOO_LARGE)
                raise CutOff("The answer is too large.")
            yield chunk

    def close(self) -> None:
        self._stream.close()


def client_of(connection: Connection, key: str, route: Route = PLAINLY) -> OpenAI:
    """The client for a connection; it retries nothing by itself. Azure's where the connection has an API version."""
    http = httpx2.Client(
        transport=_Guarded(route), follow_redirects=False, trust_env=False, headers={"Accept-Encoding": "identity"}
    )
    if connection.api_version:
        client: OpenAI = AzureOpenAI(
            azure_endpoint=connection.address,
            api_version=connection.api_version,
            api_key=key or NO_KEY,
            max_retries=0,
            http_client=http,
        )
    else:
        client = OpenAI(base_url=connection.address, api_key=key or NO_KEY, max_retries=0, http_client=http)
    client.organization = client.project = None  # else taken from variables that are meant for another server
    return client
