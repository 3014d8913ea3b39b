"""One request's connection: it ends at its deadline, it carries so many bytes, and any thread may cut it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from typing import Any

MOST_BYTES = 5_000_000
"""Of one answer, streamed or not; a marketing text with all its log-probabilities takes a hundredth of that."""
BYTES_ARE_HERE = ("connect_tcp.complete", "start_tls.complete")


class Cut(Enum):
    """Why a line was cut."""

    LATE = "late"
    STOPPED = "stopped"
    TOO_LARGE = "too large"
    PACKED = "packed"  # compressed though that was ruled out: its true size cannot be told


class Line:
    """Cutting shuts the socket down, which wakes a thread that waits for a byte of it. Time is monotonic seconds."""

    def __init__(self) -> None:
        self.cut_for: Cut | None = None
        self.ends_at = float("inf")
        self._bytes = 0
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self._is_cut = threading.Event()

    @property
    def left(self) -> float:
        """Seconds until the deadline."""
        return self.ends_at - time.monotonic()

    @contextmanager
    def until(self, seconds: float) -> Iterator[None]:
        """Cut it when so many seconds are over."""
        self.ends_at = time.monotonic() + seconds
        clock = threading.Timer(seconds, self.cut, [Cut.LATE])
        clock.daemon = True
        clock.start()
        try:
            yield
        finally:
            clock.cancel()

    def cut(self, why: Cut) -> None:
        """End what is under way on it, for good; the first reason stays."""
        with self._lock:
            self.cut_for = self.cut_for or why
            self._shut()
        self._is_cut.set()

    def wait(self, seconds: float) -> None:
        """Sleep, unless it is cut before."""
        self._is_cut.wait(seconds)

    def begin_again(self) -> None:
        """A new try may carry as many bytes as the last one."""
        self._bytes = 0

    def carry(self, count: int) -> bool:
        """Whether so many bytes more may come."""
        self._bytes += count
        return self._bytes <= MOST_BYTES

    def heard(self, event: str, about: dict[str, Any]) -> None:
        """What the HTTP library tells of a request: where its socket is."""
        if event.endswith(BYTES_ARE_HERE):
            with self._lock:
                self._socket = about["return_value"].get_extra_info("socket")
                if self.cut_for:
                    self._shut()

    def _shut(self) -> None:
        if self._socket is not None:
            with suppress(OSError):  # it is closed already
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)  # past TLS, which would wait for an answer
