from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from db.database import Database
from tests.drills.double_submitter import THREADS, submit_all
from tests.drills.scale import share
from tests.support.building import stored_variants

KEYS = share(1_000)
ROOT = Path(__file__).parents[2]


def test_a_key_submitted_by_threads_and_processes_at_once_is_one_row(database: Database, database_url: str) -> None:
    profile, _, (draft,) = stored_variants(database)
    command = [sys.executable, "-m", "tests.drills.double_submitter", database_url, draft.id, profile.id, str(KEYS)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdin
        assert other.stdout
        assert other.stdout.readline() == "ready\n"
        other.stdin.write("go\n")
        other.stdin.flush()
        ours = submit_all(database_url, draft.id, profile.id, KEYS)
        theirs: dict[str, list[str]] = json.loads(other.stdout.read())

    with database.read() as work:
        rows = work.ratings.list([draft.id])
    assert len(rows) == KEYS
    stored = {row.submit_key: row.id for row in rows}
    assert set(ours) == set(theirs) == set(stored)
    for key, row_id in stored.items():
        assert ours[key] + theirs[key] == [row_id] * (2 * THREADS), key
