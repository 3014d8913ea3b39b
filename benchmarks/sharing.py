"""How much quicker two servers of one model are than one, and that nothing is lost as one of them dies half-way.

    python -m benchmarks.sharing [--json] [--jobs 200] [--latency 0.05]

Servers are scripted: each answer takes ``--latency`` seconds, and each server takes four requests at once. It holds
when two do at least 1.7 times the work of one in the same time, and when each job is done once though the second of
two dies after half of them.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from benchmarks.machine import machine
from core.connections.sharing import Pool
from core.domain import Connection

AT_ONCE = 4
THREADS = 16
LEAST_GAIN = 1.7


class Servers:
    """Scripted ones: each sleeps, and one of them may die after so many answers of all."""

    def __init__(self, names: Sequence[str], latency: float, dying: str = "", after: int = 0) -> None:
        self.pool = Pool(
            [Connection(id=name, name=name, address="http://127.0.0.1", at_once=AT_ONCE) for name in names]
        )
        self.done: Counter[int] = Counter()
        self._latency, self._dying, self._after = latency, dying, after
        self._lock = threading.Lock()

    def do(self, job: int) -> None:
        """As often as it takes; a dead server refuses at once."""
        ok = False
        while not ok:
            connection = self.pool.take()
            with self._lock:
                ok = connection.name != self._dying or sum(self.done.values()) < self._after
            if ok:
                time.sleep(self._latency)
                with self._lock:
                    self.done[job] += 1
            self.pool.give_back(connection, ok)


def seconds(servers: Servers, jobs: int) -> float:
    started = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(servers.do, range(jobs)))
    return time.perf_counter() - started


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--jobs", type=int, default=200)
    parser.add_argument("--latency", type=float, default=0.05)
    arguments = parser.parse_args()
    jobs, latency = arguments.jobs, arguments.latency
    one = seconds(Servers(["one"], latency), jobs)
    two = seconds(Servers(["one", "two"], latency), jobs)
    dying = Servers(["one", "two"], latency, dying="two", after=jobs // 2)
    half_way = seconds(dying, jobs)
    once_each = dying.done == Counter(range(jobs))
    holds = one / two >= LEAST_GAIN and once_each
    found = {"one": one, "two": two, "gain": one / two, "one_dies": half_way, "once_each": once_each, "holds": holds}
    if arguments.json:
        print(json.dumps({"machine": machine(), **found}))
    else:
        print(machine())
        print(f"one server {one:.2f} s, two {two:.2f} s: {one / two:.2f} times the work")
        print(f"two, one of which dies half-way: {half_way:.2f} s, each job {'once' if once_each else 'NOT once'}")
        print("holds" if holds else "does not hold")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
