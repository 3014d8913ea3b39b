"""A process that forks writers, each to be killed at any moment. Imports once, so that a fork costs nothing.

Run as ``python -m tests.drills.rating_writer URL VARIANT PROFILE``. Each line on its standard input is a number:
a writer is forked that rates from that number on, until it is killed. On standard output: ``writer PID``,
``saved NUMBER ROW_ID`` after each commit, and ``ended PID`` once a writer is gone.
"""

from __future__ import annotations

import os
import sys

from core.channels.catalogue import load_catalogue
from core.ratings.service import RatingService
from db.database import Database


def key(number: int) -> str:
    return f"submit-{number}"


def main(url: str, variant_id: str, profile_id: str) -> None:
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            write(int(line), url, variant_id, profile_id)
        os.waitpid(pid, 0)
        say(f"ended {pid}")


def write(number: int, url: str, variant_id: str, profile_id: str) -> None:
    """Rate without end. A row is told only once it is committed."""
    say(f"writer {os.getpid()}")
    service = RatingService(Database(url), load_catalogue())
    while True:
        rating = service.rate(
            submit_key=key(number),
            variant_id=variant_id,
            profile_id=profile_id,
            stars=number % 5 + 1,
            position=1,
            seconds=1.0,
        )
        say(f"saved {number} {rating.id}")
        number += 1


def say(line: str) -> None:
    """One write for one short line: a pipe never tears it, whenever the process is killed."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
