"""Several connections of one model share its load by their limits; one that is dead is left out until it answers."""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from core.domain import Connection
from core.errors import RemoteError

MINUTE = 60.0
IN_A_ROW = 3
"""Failures after which a connection is left out."""
SHORTEST, LONGEST = 2.0, 60.0
"""Seconds that it is left out for: at first, and at most after doubling."""
LOOK_AGAIN = 0.5
"""Seconds that a wait lasts at most before the clock is looked at again."""


@dataclass(eq=False, slots=True)
class _Member:
    """How one connection stands. Times are of the pool's clock, in seconds."""

    connection: Connection
    under_way: int = 0
    begun: deque[float] = field(default_factory=deque)
    failures: int = 0
    out_until: float = -math.inf
    last: float = -math.inf

    def is_out(self, now: float) -> bool:
        return now < self.out_until

    def room(self, now: float) -> float:
        """How many requests may begin now. One that was left out is tried with a single one."""
        while self.begun and now - self.begun[0] >= MINUTE:
            self.begun.popleft()
        at_once = 1 if self.failures >= IN_A_ROW else max(1, self.connection.at_once)
        per_minute = self.connection.per_minute - len(self.begun) if self.connection.per_minute else math.inf
        return min(at_once - self.under_way, per_minute)

    def opens(self, now: float) -> float:
        """The moment from which there may be room that no answer makes: infinity where only an answer does."""
        if self.is_out(now):
            return self.out_until
        return self.begun[0] + MINUTE if self.begun else math.inf


@dataclass(eq=False, frozen=True, slots=True)
class _Place:
    """Somebody's in the line, who wants none of ``but``."""

    but: Collection[str]


class Pool:
    """Who is asked next. Safe for any number of threads.

    Each connection taken is given back once, whatever came of the request.
    """

    def __init__(self, connections: Sequence[Connection], clock: Callable[[], float] = time.monotonic) -> None:
        self._members = {connection.id: _Member(connection) for connection in connections}
        self._clock = clock
        self._answered = -math.inf
        self._line: list[_Place] = []
        self._changed = threading.Condition()

    def take(
        self,
        seconds: float = math.inf,
        *,
        but: Collection[str] = (),
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> Connection | None:
        """The connection with most room, but none of those ids; waits while those that are not left out are full, and
        gives None once it is not wanted any more. Who came first is served first, and a long queue is waited for as
        long as it moves.

        Raises RemoteError where all are left out, and where none had room nor answered within so many ``seconds``.
        """
        with self._changed:
            place = _Place(but)
            self._line.append(place)
            try:
                return self._served(place, seconds, is_wanted)
            finally:
                self._line.remove(place)
                self._changed.notify_all()

    def give_back(self, connection: Connection, ok: bool) -> None:
        """The request to that connection is over; ``ok`` where it was answered."""
        with self._changed:
            member = self._members[connection.id]
            member.under_way -= 1
            if ok:
                self._answered = self._clock()
                member.failures, member.out_until = 0, -math.inf
            elif not member.is_out(self._clock()):  # those that were under way as it died count once
                member.failures += 1
                if member.failures >= IN_A_ROW:
                    away = min(LONGEST, SHORTEST * 2 ** (member.failures - IN_A_ROW))
                    member.out_until = self._clock() + away
            self._changed.notify_all()

    def left_out(self) -> tuple[Connection, ...]:
        """Those that are not asked now."""
        with self._changed:
            now = self._clock()
            return tuple(member.connection for member in self._members.values() if member.is_out(now))

    def _served(self, place: _Place, seconds: float, is_wanted: Callable[[], bool]) -> Connection | None:
        begun = self._clock()
        while is_wanted():
            now = self._clock()
            member = self._roomiest(now, place.but)
            if member is not None and not self._is_somebody_before(place, now):
                member.under_way += 1
                member.begun.append(now)
                member.last = now
                return member.connection
            deadline = max(begun, self._answered) + seconds
            self._require_hope(now, deadline, seconds, place.but)
            opens = min(member.opens(now) for member in self._members.values())
            self._changed.wait(min(LOOK_AGAIN, max(0.0, min(opens, deadline) - now)))
        return None

    def _is_somebody_before(self, place: _Place, now: float) -> bool:
        """Whether somebody who came earlier can be served now."""
        earlier = takewhile(lambda other: other is not place, self._line)
        return any(self._roomiest(now, other.but) for other in earlier)

    def _roomiest(self, now: float, but: Collection[str]) -> _Member | None:
        others = [member for identifier, member in self._members.items() if identifier not in but]
        free = [member for member in others if not member.is_out(now) and member.room(now) > 0]
        return max(free, key=lambda member: (member.room(now), -member.last), default=None)

    def _require_hope(self, now: float, deadline: float, seconds: float, but: Collection[str]) -> None:
        names = ", ".join(f"“{member.connection.name}”" for member in self._members.values())
        if all(member.is_out(now) for identifier, member in self._members.items() if identifier not in but):
            back = min((member.out_until for member in self._members.values()), default=now) - now
            raise RemoteError(
                f"No server answers: {names or 'there is none'}.",
                f"Look whether it runs; it is asked again in {math.ceil(back)} s." if names else "Add a connection.",
            )
        if now >= deadline:
            raise RemoteError(
                f"No server had room within {seconds:.0f} s: {names}.",
                "Try again later, or raise the limits of the connection if its server allows.",
            )
