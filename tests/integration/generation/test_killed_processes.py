from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain import RunStatus
from db.database import Database
from tests.support.building import a_brief
from tests.support.scripts import a_request
from tests.support.studio_process import MODEL, POISON, Life
from tests.support.studios import Studios, assert_done_once, drawn, forking, queue, status_of, wait_until

COMMITS = 6
"""Of the run below: its beginning, two waves of each group, its end."""


@pytest.fixture(scope="module")
def studios() -> Iterator[Studios]:
    with forking() as studios:
        yield studios


@pytest.mark.parametrize("commit", random.Random(20260501).sample(range(1, COMMITS + 1), 3))
def test_a_run_killed_before_and_again_after_a_commit_is_done_exactly_once(
    studios: Studios, database: Database, database_url: str, tmp_path: Path, commit: int
) -> None:
    run = queue(database, a_request(model=MODEL, n=8, briefs=(a_brief(),) * 4))
    life = Life(str(tmp_path / "var"), database_url)
    studios.wait_until_it_dies(studios.begin(replace(life, last_commit=commit)))
    assert not status_of(database, run).is_over
    studios.wait_until_it_dies(studios.begin(replace(life, last_commit=1, after_it=True)))
    last = studios.begin(life)
    wait_until(lambda: status_of(database, run).is_over, 30)
    studios.kill(last)
    assert_done_once(database, run)


def test_a_run_that_kills_its_process_three_times_is_given_up_and_the_others_go_on(
    studios: Studios, database: Database, database_url: str, tmp_path: Path
) -> None:
    before = queue(database, a_request(model=MODEL, n=1, seed=1))
    guilty = queue(database, a_request(model=MODEL, briefs=(a_brief(product=POISON),)))
    after = queue(database, a_request(model=MODEL, n=1, seed=2))
    life = Life(str(tmp_path / "var"), database_url, word_seconds=0.02)
    for _ in range(3):
        studios.wait_until_it_dies(studios.begin(life))
        assert not status_of(database, guilty).is_over
    last = studios.begin(life)
    wait_until(lambda: all(status_of(database, run).is_over for run in (before, guilty, after)), 30)
    studios.kill(last)
    with database.read() as work:
        failed = work.runs.get(guilty.id)
    assert failed.status is RunStatus.FAILED
    assert "interrupted too often" in failed.error
    assert drawn(database, guilty) == 0
    assert_done_once(database, before)
    assert_done_once(database, after)
