"""Two hundred briefs written by two server processes, one of which is killed half-way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from core.bootstrap import Application
from tests.support.shared_writing import A_RUN, BRIEFS, TOGETHER, are_done, start_all, studio_of, wait_for_all, written
from tests.support.writing_server import WritingServer, writing_server


@pytest.fixture
def servers() -> Iterator[tuple[WritingServer, WritingServer]]:
    with ExitStack() as stack:
        yield stack.enter_context(writing_server(0.05)), stack.enter_context(writing_server(0.05))


@pytest.fixture
def app(
    tmp_path: Path, servers: tuple[WritingServer, WritingServer], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Application]:
    monkeypatch.setenv("HOUSESTYLE_REMOTE_HOSTS", "127.0.0.1:*")
    app = studio_of(tmp_path / "var", [server.address for server in servers], at_once=2)
    yield app
    app.close()


def test_every_brief_is_written_and_stored_once_though_a_server_dies_half_way(
    app: Application, servers: tuple[WritingServer, WritingServer]
) -> None:
    run_ids = start_all(app)
    at_death: list[int] = []

    def kill_half_way() -> None:
        if not at_death and (done := written(app, run_ids)) >= BRIEFS // 2:
            at_death.append(done)
            servers[1].kill()

    runs = wait_for_all(app, run_ids, kill_half_way)
    assert are_done(runs), [run.error for run in runs]
    assert at_death
    assert at_death[0] < BRIEFS
    with app.database.read() as work:
        drafts = [draft for run_id in run_ids for draft in work.drafts.list(run_id)]
        used = [one for run_id in run_ids for one in work.usage.of_run(run_id)]
    chosen = Counter((draft.run_id, draft.cell) for draft in drafts if draft.rank)
    assert chosen == {(run_id, cell): 1 for run_id in run_ids for cell in range(A_RUN)}
    places = Counter((draft.run_id, draft.cell, draft.number) for draft in drafts)
    assert set(places.values()) == {1}
    by = Counter(one.connection for one in used)
    assert by["box-1"] >= BRIEFS // 4
    assert by["box-0"] > by["box-1"]
    assert len(drafts) <= TOGETHER * len(used)
