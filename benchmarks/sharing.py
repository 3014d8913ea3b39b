"""How much quicker 200 briefs are written by two servers than by one, and that none is lost as one of two dies.

    python -m benchmarks.sharing [--json] [--latency 0.4]

A whole application writes them, of servers that are processes of their own: each answer takes ``--latency`` seconds,
and two requests at a time are under way at each. It holds when two servers do at least 1.7 times the work of one in the
same time, and when each brief has its one variant though the second of two is killed half-way.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import machine
from core.bootstrap import Application
from tests.support.shared_writing import A_RUN, BRIEFS, are_done, start_all, studio_of, wait_for_all, written
from tests.support.writing_server import WritingServer, writing_server

AT_ONCE = 2
LEAST_GAIN = 1.7


@dataclass(frozen=True, slots=True)
class Found:
    seconds: float
    once_each: bool


def measured(latency: float, count: int, *, one_dies: bool = False) -> Found:
    """All briefs with so many servers."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        servers = [stack.enter_context(writing_server(latency)) for _ in range(count)]
        app = studio_of(Path(folder) / "var", [server.address for server in servers], AT_ONCE)
        stack.callback(app.close)
        started = time.perf_counter()
        run_ids = start_all(app)
        runs = wait_for_all(app, run_ids, _killer(app, run_ids, servers[-1]) if one_dies else lambda: None)
        seconds = time.perf_counter() - started
        return Found(seconds, are_done(runs) and _once_each(app, run_ids))


def _killer(app: Application, run_ids: list[str], server: WritingServer) -> Callable[[], None]:
    def kill_half_way() -> None:
        if server.process.poll() is None and written(app, run_ids) >= BRIEFS // 2:
            server.kill()

    return kill_half_way


def _once_each(app: Application, run_ids: list[str]) -> bool:
    with app.database.read() as work:
        drafts = [draft for run_id in run_ids for draft in work.drafts.list(run_id)]
    stored = Counter((draft.run_id, draft.cell, draft.number) for draft in drafts)
    chosen = Counter((draft.run_id, draft.cell) for draft in drafts if draft.rank)
    return set(stored.values()) == {1} and chosen == {(run_id, cell): 1 for run_id in run_ids for cell in range(A_RUN)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--latency", type=float, default=0.4)
    arguments = parser.parse_args()
    os.environ["HOUSESTYLE_REMOTE_HOSTS"] = "127.0.0.1:*"
    one = measured(arguments.latency, 1)
    two = measured(arguments.latency, 2)
    dying = measured(arguments.latency, 2, one_dies=True)
    gain = one.seconds / two.seconds
    holds = gain >= LEAST_GAIN and one.once_each and two.once_each and dying.once_each
    if arguments.json:
        found = {"one": one.seconds, "two": two.seconds, "gain": gain, "one_dies": dying.seconds}
        print(json.dumps({"machine": machine(), **found, "once_each": dying.once_each, "holds": holds}))
    else:
        print(machine())
        print(f"{BRIEFS} briefs: one server {one.seconds:.1f} s, two {two.seconds:.1f} s: {gain:.2f} times the work")
        told = "once" if dying.once_each else "NOT once"
        print(f"two, one of which dies half-way: {dying.seconds:.1f} s, each variant stored {told}")
        print("holds" if holds else "does not hold")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
