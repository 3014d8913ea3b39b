"""Start and kill studios in a process of their own, and tell whether a run was done exactly once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Timer

from core.channels.catalogue import load_catalogue
from core.domain import Run, RunRequest, RunStatus
from core.engines.scripted import ScriptedEngine
from core.generation.at_once import write_at_once
from core.generation.plan import cells_of
from db.database import Database
from tests.support.building import NOON, new_id
from tests.support.scripts import mixed
from tests.support.studio_process import Life

ROOT = Path(__file__).parents[2]


@dataclass
class Studios:
    """The forking process and its one living studio."""

    process: subprocess.Popen[str]

    def begin(self, life: Life) -> int:
        """Fork a studio; returns its process id at once, before it serves."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps(asdict(life)) + "\n")
        self.process.stdin.flush()
        word, pid = self._read()
        assert word == "born"
        return pid

    def kill(self, pid: int) -> None:
        """SIGKILL, and wait until it is gone."""
        os.kill(pid, signal.SIGKILL)
        self._wait_for_end(pid)

    def wait_until_it_dies(self, pid: int, seconds: float = 30) -> None:
        """Of its own doing; fails, and ends it, where it still lives after so many seconds."""
        timer = Timer(seconds, os.kill, (pid, signal.SIGKILL))
        timer.start()
        self._wait_for_end(pid)
        assert timer.is_alive(), f"it still lived after {seconds} s"
        timer.cancel()

    def _wait_for_end(self, pid: int) -> None:
        while self._read() != ("ended", pid):
            pass

    def _read(self) -> tuple[str, int]:
        assert self.process.stdout
        word, pid = self.process.stdout.readline().split()
        return word, int(pid)


@contextmanager
def forking() -> Iterator[Studios]:
    command = [sys.executable, "-m", "tests.support.studio_process"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Studios(process)
        finally:
            assert process.stdin
            process.stdin.close()
            process.wait(30)


def queue(database: Database, request: RunRequest) -> Run:
    """Store a run as its person's click does; the next studio to be launched writes it."""
    run = Run(
        id=new_id(),
        status=RunStatus.QUEUED,
        model=request.model,
        n=request.n,
        seed=request.seed,
        cells=cells_of(request),
        campaign_id=None,
        profile_id=None,
        created_at=NOON,
    )
    with database.work() as work:
        work.runs.add(run)
        work.commit()
    return run


def status_of(database: Database, run: Run) -> RunStatus:
    with database.read() as work:
        return work.runs.get(run.id).status


def drawn(database: Database, run: Run) -> int:
    with database.read() as work:
        return len(work.drafts.list(run.id))


def wait_until(is_so: Callable[[], bool], seconds: float) -> float:
    """Returns the seconds it took; fails after so many."""
    started = time.monotonic()
    while not is_so():
        assert time.monotonic() - started < seconds, f"not within {seconds} s"
        time.sleep(0.02)
    return time.monotonic() - started


def assert_done_once(database: Database, run: Run) -> None:
    """The run is exactly what an undisturbed one would be: every draft once, ranked once, ended once."""
    with database.read() as work:
        stored, drafts = work.runs.get(run.id), work.drafts.list(run.id)
    assert (stored.status, stored.error) == (RunStatus.DONE, "")
    assert stored.finished_at is not None
    engine = ScriptedEngine(run.model, mixed)
    for cell in run.cells:
        (expected,) = write_at_once(engine, load_catalogue(), [cell], n=run.n, seed=run.seed)
        own = [draft for draft in drafts if draft.cell == cell.index]
        assert max(Counter(draft.number for draft in own).values()) == 1
        assert [(draft.number, draft.text, draft.rank) for draft in own] == [
            (draft.number, draft.text, draft.rank) for draft in expected
        ]
