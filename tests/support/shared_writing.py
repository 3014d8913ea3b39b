"""Two hundred briefs in a studio whose model is served by several connections."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from core.bootstrap import Application, build
from core.domain import Capabilities, Connection, KeySource, Run, RunRequest, RunStatus, VariantFilter
from core.settings import Settings
from tests.support.building import a_brief, a_recipe, new_id
from tests.support.seeded import KEY

BRIEFS, A_RUN = 200, 50
TOGETHER = 8
MODEL = "writers/writer"


def studio_of(folder: Path, addresses: Sequence[str], at_once: int) -> Application:
    """A launched application with a connection to each address, all of one pool."""
    app = build(Settings(var_dir=folder, engine="scripted", database_url=""))
    app.launch()
    for number, address in enumerate(addresses):
        connection = Connection(
            id=new_id(),
            name=f"box-{number}",
            address=address,
            models=("writer",),
            pool="writers",
            at_once=at_once,
            seconds=20,
            key_source=KeySource.STORED,
        )
        app.connections.save(connection, KEY)
        able = Capabilities(seeds=True, usage=True, together=TOGETHER)
        app.connections.test(connection.id, lambda *_, able=able: able)
    return app


def start_all(app: Application) -> list[str]:
    """A run for each fifty briefs, every brief of a product of its own; returns the runs' ids."""
    return [app.generation.start(_request(first)) for first in range(0, BRIEFS, A_RUN)]


def _request(first: int) -> RunRequest:
    briefs = tuple(a_brief(product=f"a self-heating coffee mug no. {first + number}") for number in range(A_RUN))
    return RunRequest(briefs=briefs, recipes=(a_recipe(),), model=MODEL, n=1, seed=first)


def written(app: Application, run_ids: Sequence[str]) -> int:
    """How many briefs have a variant that is chosen."""
    with app.database.read() as work:
        return sum(len(work.variants.list(VariantFilter(run_id=run_id))) for run_id in run_ids)


def wait_for_all(
    app: Application, run_ids: Sequence[str], meanwhile: Callable[[], None] = lambda: None, seconds: float = 240
) -> list[Run]:
    """The runs once they are over."""
    ends = time.monotonic() + seconds
    while True:
        meanwhile()
        with app.database.read() as work:
            statuses = [work.runs.status(run_id) for run_id in run_ids]
            if all(status.is_over for status in statuses):
                return [work.runs.get(run_id) for run_id in run_ids]
        assert time.monotonic() < ends, statuses
        time.sleep(0.2)


def are_done(runs: Sequence[Run]) -> bool:
    return all(run.status is RunStatus.DONE for run in runs)
