from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from db.database import Database
from tests.drills.rating_writer import key
from tests.drills.scale import share
from tests.support.building import stored_variants

KILLS = share(1_000)
LONGEST_LIFE = 0.08
"""Seconds; long enough for some ratings, short enough that many writers die in their first."""
ROOT = Path(__file__).parents[2]


@pytest.fixture
def house(tmp_path: Path) -> tuple[Path, str, str]:
    """A database file with one variant and one profile."""
    file = tmp_path / "house.sqlite"
    database = Database(f"sqlite:///{file}")
    database.migrate(tmp_path / "backups")
    profile, _, (draft,) = stored_variants(database)
    database.close()
    return file, draft.id, profile.id


def test_no_acknowledged_rating_is_lost_or_doubled_when_writers_are_killed(house: tuple[Path, str, str]) -> None:
    file, variant_id, profile_id = house
    chance = random.Random(20260501)
    acknowledged: dict[int, str] = {}
    with writers(file, variant_id, profile_id) as process:
        for _ in range(KILLS):
            # The next writer sends again what the killed one may or may not have stored, as a person would.
            for number, row_id in life_of_one_writer(process, len(acknowledged), chance.uniform(0, LONGEST_LIFE)):
                acknowledged[number] = row_id

    assert list(acknowledged) == list(range(len(acknowledged)))
    assert len(acknowledged) > KILLS // 2, "the writers were killed before they wrote anything"
    with closing(sqlite3.connect(file)) as connection:
        stored = dict(connection.execute("SELECT submit_key, id FROM ratings ORDER BY seq"))
        (rows,) = connection.execute("SELECT count(*) FROM ratings").fetchone()
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert rows == len(stored)
    told = {key(number): row_id for number, row_id in acknowledged.items()}
    assert {submit_key: stored.get(submit_key) for submit_key in told} == told
    assert set(stored) - set(told) <= {key(len(acknowledged))}, "only the rating under way may be there untold"


def test_a_writer_loads_no_model_library() -> None:
    names = "sorted(set(sys.modules) & {'torch', 'transformers', 'streamlit', 'pandas'})"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, tests.drills.rating_writer; print({names})"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


@contextmanager
def writers(file: Path, variant_id: str, profile_id: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.drills.rating_writer", f"sqlite:///{file}", variant_id, profile_id]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            assert process.stdin
            process.stdin.close()
            process.wait(30)


def life_of_one_writer(process: subprocess.Popen[str], first: int, seconds: float) -> Iterator[tuple[int, str]]:
    """Fork a writer, kill it after so many seconds; gives the number and row of each rating it told of."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{first}\n")
    process.stdin.flush()
    word, pid = process.stdout.readline().split()
    assert word == "writer"
    time.sleep(seconds)
    os.kill(int(pid), signal.SIGKILL)
    for line in process.stdout:
        word, *rest = line.split()
        if word == "ended":
            return
        yield int(rest[0]), rest[1]
    pytest.fail("the process that forks the writers has ended")
