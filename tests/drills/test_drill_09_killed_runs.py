from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain import Run
from db.database import Database
from tests.drills.scale import share
from tests.support.building import a_brief
from tests.support.postgres import Server
from tests.support.scripts import a_request
from tests.support.studio_process import MODEL, Life
from tests.support.studios import Studios, assert_done_once, drawn, forking, queue, status_of, wait_until

KILLS = share(100)
LONGEST_LIFE = 3.0
"""Seconds: an interrupted run is taken up one to two seconds after the launch."""
UNTIL_PROGRESS = 2
"""Every second studio lives until the run got further: three deaths in one step would be the run's own fault."""
RESUMED_WITHIN = 30.0


@pytest.fixture(scope="module")
def studios() -> Iterator[Studios]:
    with forking() as studios:
        yield studios


def test_killed_runs_are_resumed_and_every_effect_is_there_once(
    studios: Studios, database: Database, database_url: str, tmp_path: Path
) -> None:
    chance = random.Random(20260501)
    life = Life(str(tmp_path / "var"), database_url, word_seconds=0.03)
    runs = [_queued(database, 0)]
    for kill in range(KILLS):
        if status_of(database, runs[-1]).is_over:
            runs.append(_queued(database, len(runs)))
        pid = studios.begin(life)
        if kill % UNTIL_PROGRESS:
            _wait_for_progress(database, runs[-1])
        time.sleep(chance.uniform(0, LONGEST_LIFE))
        studios.kill(pid)

    last = studios.begin(life)
    _wait_for_progress(database, runs[-1])
    wait_until(lambda: status_of(database, runs[-1]).is_over, 60)
    studios.kill(last)
    for run in runs:
        assert_done_once(database, run)


@pytest.mark.postgres
def test_two_studios_on_one_database_share_the_runs_and_each_has_one_owner(
    studios: Studios, postgres_server: Server, tmp_path: Path
) -> None:
    url = postgres_server.new_database()
    database = Database(url)
    database.migrate(tmp_path / "backups")
    runs = [queue(database, a_request(model=MODEL, n=1, seed=seed)) for seed in range(share(100))]
    with forking() as others:
        pids = (studios.begin(Life(str(tmp_path / "one"), url)), others.begin(Life(str(tmp_path / "two"), url)))
        wait_until(lambda: all(status_of(database, run).is_over for run in runs), 60)
        studios.kill(pids[0])
        others.kill(pids[1])
    for run in runs:
        assert_done_once(database, run)
        with database.read() as work:
            owners = {draft.provenance.revision for draft in work.drafts.list(run.id)}
        assert len(owners) == 1
        assert owners <= {str(pid) for pid in pids}
    database.close()


def _queued(database: Database, seed: int) -> Run:
    return queue(database, a_request(model=MODEL, n=8, seed=seed, briefs=(a_brief(),) * 4))


def _wait_for_progress(database: Database, run: Run) -> None:
    before = drawn(database, run)
    wait_until(lambda: drawn(database, run) > before or status_of(database, run).is_over, RESUMED_WITHIN)
