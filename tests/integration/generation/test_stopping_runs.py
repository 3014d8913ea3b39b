from __future__ import annotations

import time

from core.domain import RunStatus
from core.engines.base import Prompt
from core.engines.scripted import ScriptedEngine
from tests.integration.generation.conftest import Studio
from tests.support.scripts import FINE, a_request, fine


def test_a_stop_ends_a_slow_run_within_two_seconds_and_nothing_comes_after(studio: Studio) -> None:
    run_id = studio.app.generation.start(a_request(model="slow"))
    studio.watch_until(run_id, lambda view: any(text.text for text in view.cells[0].growing))
    before = time.monotonic()
    studio.app.generation.cancel(run_id)
    view = studio.finished(run_id)
    assert time.monotonic() - before < 2
    assert view.run.status is RunStatus.CANCELLED
    assert view.run.finished_at is not None
    job = f"run-{run_id}"
    while not studio.app.jobs.is_over(job):
        assert time.monotonic() - before < 2
        time.sleep(0.01)
    (cell,) = studio.app.generation.watch(run_id).cells
    assert (cell.growing, cell.variants, cell.rejected, cell.passed_over) == ((), (), (), ())


def test_a_stop_keeps_and_ranks_what_had_passed(studio: Studio) -> None:
    def slow_after_the_first_wave(prompt: Prompt, seed: int) -> str:
        seeds.append(seed)
        if len(seeds) == 25:
            engine._word_seconds = 0.2
        return fine(prompt, seed % 3)

    seeds: list[int] = []
    engine = studio.models["slowing"] = ScriptedEngine("slowing", slow_after_the_first_wave)
    run_id = studio.app.generation.start(a_request(model="slowing", n=12))
    waiting = studio.watch_until(run_id, lambda view: bool(view.cells[0].growing) and len(seeds) > 24)
    studio.app.generation.cancel(run_id)
    view = studio.finished(run_id)
    assert view.run.status is RunStatus.CANCELLED
    assert {draft.text for draft in waiting.cells[0].waiting} == set(FINE[:3])
    assert {variant.text for variant in view.cells[0].variants} == set(FINE[:3])
    assert [variant.draft.rank for variant in view.cells[0].variants] == [1, 2, 3]
    assert view.progress == 1


def test_stopping_one_run_lets_the_others_go_on(studio: Studio) -> None:
    stopped = studio.app.generation.start(a_request(model="slow"))
    other = studio.app.generation.start(a_request(model="fine"))
    studio.app.generation.cancel(stopped)
    assert studio.finished(other).run.status is RunStatus.DONE
    assert studio.finished(stopped).run.status is RunStatus.CANCELLED


def test_a_run_that_is_over_is_not_changed_by_a_late_stop(studio: Studio) -> None:
    view = studio.finished(studio.app.generation.start(a_request()))
    studio.app.generation.cancel(view.run.id)
    assert studio.app.generation.watch(view.run.id) == view
