"""A process that forks studios, each to be killed at any moment. Imports once, so that a fork costs little.

Run as ``python -m tests.support.studio_process``. Each line on its standard input is a ``Life`` as JSON: a studio
is forked, launched and left to work until it is killed. On standard output: ``born PID`` at once, ``serving PID``
after the launch, ``ended PID`` once it is gone.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from core.bootstrap import build
from core.engines.base import Prompt
from core.engines.scripted import ScriptedEngine
from core.settings import Settings
from db.unit_of_work import UnitOfWork
from tests.support.scripts import engines, mixed

POISON = "a poisoned mug"
"""A product whose prompt kills the process that reads it, as one that eats all memory would."""
MODEL = "mixed"


@dataclass(frozen=True)
class Life:
    """How a studio lives. ``last_commit`` counts from 1: the process dies just before or after it; 0 is never."""

    var_dir: str
    database_url: str = ""
    word_seconds: float = 0.0
    last_commit: int = 0
    after_it: bool = False


def main() -> None:
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            live(Life(**json.loads(line)))
        os.waitpid(pid, 0)
        say(f"ended {pid}")


def live(life: Life) -> None:
    """Serve until killed."""
    say(f"born {os.getpid()}")
    if life.last_commit:
        die_at_commit(life.last_commit, life.after_it)
    settings = Settings(var_dir=Path(life.var_dir), database_url=life.database_url, engine="scripted")
    # The revision is kept with each draft, and so tells which process drew it.
    engine = ScriptedEngine(MODEL, script, word_seconds=life.word_seconds, revision=str(os.getpid()))
    build(settings, take_engine=engines({MODEL: engine})).launch()
    say(f"serving {os.getpid()}")
    while True:
        time.sleep(60)


def script(prompt: Prompt, seed: int) -> str:
    if POISON in prompt.messages[-1].content:
        die()
    return mixed(prompt, seed)


def die_at_commit(which: int, after_it: bool) -> None:
    """The moments at which a step is stored and not yet known to be, or the other way round."""
    counted, lock, commit = 0, threading.Lock(), UnitOfWork.commit

    def counting(work: UnitOfWork) -> None:
        nonlocal counted
        with lock:
            counted += 1
            is_last = counted == which
        if is_last and not after_it:
            die()
        commit(work)
        if is_last:
            die()

    UnitOfWork.commit = counting


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def say(line: str) -> None:
    """One write for one short line: a pipe never tears it, whenever the process is killed."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


if __name__ == "__main__":
    main()
