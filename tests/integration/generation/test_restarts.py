from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core import bootstrap
from core.bootstrap import build
from core.domain import Run, RunStatus
from core.errors import AlreadyRunning, DatabaseDamaged, GenerationError, StorageError
from core.generation.plan import cells_of
from core.jobs import MOST_STARTS, Jobs
from tests.integration.generation.conftest import Studio, launched, settings_for
from tests.support.building import NOON, new_id
from tests.support.scripts import a_request, engines, models


@pytest.fixture
def var(tmp_path: Path) -> Path:
    return tmp_path / "var"


def test_a_finished_run_is_there_after_a_restart(var: Path) -> None:
    first = launched(settings_for(var))
    view = first.finished(first.app.generation.start(a_request()))
    first.app.close()
    second = launched(settings_for(var))
    try:
        assert second.app.generation.watch(view.run.id) == view
        assert second.models["fine"].history == []  # type: ignore[attr-defined]
    finally:
        second.app.close()


def test_closing_in_mid_run_is_quick_and_the_next_launch_goes_on(var: Path) -> None:
    first = launched(settings_for(var))
    run_id = first.app.generation.start(a_request(model="slow", briefs=a_request().briefs * 2))
    first.watch_until(run_id, lambda view: any(text.text for text in view.cells[0].growing))
    threads = set(threading.enumerate())
    before = time.monotonic()
    first.app.close()
    assert time.monotonic() - before < 5
    left = {thread.name for thread in threads & set(threading.enumerate()) if thread.name.startswith("dbos-executor")}
    assert left == set(), "a worker goes on after the close"

    second = launched(settings_for(var))
    try:
        second.models["slow"] = second.models["fine"]
        assert second.app.generation.watch(run_id).run.status is RunStatus.RUNNING
        view = second.finished(run_id)
        assert view.run.status is RunStatus.DONE
        assert [len(cell.variants) for cell in view.cells] == [3, 3]
    finally:
        second.app.close()


def test_closing_with_care_never_counts_as_a_death(var: Path) -> None:
    run_id = ""
    for _ in range(MOST_STARTS):
        studio = launched(settings_for(var))
        run_id = run_id or studio.app.generation.start(a_request(model="slow"))
        studio.watch_until(run_id, lambda view: bool(view.cells[0].growing))
        studio.app.close()
    studio = launched(settings_for(var))
    try:
        studio.models["slow"] = studio.models["fine"]
        assert studio.finished(run_id).run.status is RunStatus.DONE
    finally:
        studio.app.close()


def test_writing_one_again_goes_on_after_a_restart(var: Path) -> None:
    first = launched(settings_for(var))
    first.models["changing"] = first.models["fine"]
    run_id = first.app.generation.start(a_request(model="changing", n=1))
    (old,) = first.finished(run_id).cells[0].variants
    first.models["changing"] = first.models["slow"]
    first.app.generation.regenerate(old.id)
    first.watch_until(run_id, lambda view: bool(view.cells[0].growing))
    first.app.close()
    second = launched(settings_for(var))
    try:
        second.models["changing"] = second.models["fine"]
        view = second.watch_until(run_id, lambda view: view.cells[0].variants[0].id != old.id)
        assert [variant.draft.replaces for variant in view.cells[0].variants] == [old.id]
    finally:
        second.app.close()


def test_a_run_that_was_stored_but_whose_job_was_never_started_is_written_at_the_next_launch(var: Path) -> None:
    queued = stored_run(var)
    studio = launched(settings_for(var))
    try:
        assert studio.finished(queued.id).run.status is RunStatus.DONE
    finally:
        studio.app.close()


def test_a_queued_run_can_be_stopped_before_anything_serves_it(var: Path) -> None:
    queued = stored_run(var)
    app = build(settings_for(var), take_engine=engines(models()))
    app.generation.cancel(queued.id)
    app.close()
    studio = launched(settings_for(var))
    try:
        assert studio.app.generation.watch(queued.id).run.status is RunStatus.CANCELLED
        assert not studio.app.jobs.is_known(f"run-{queued.id}")
    finally:
        studio.app.close()


def test_a_second_application_on_the_same_folder_may_look_but_not_serve(var: Path) -> None:
    studio = launched(settings_for(var))
    try:
        other = build(settings_for(var), take_engine=engines({}))
        with pytest.raises(AlreadyRunning, match="already runs"):
            other.launch()
        with pytest.raises(GenerationError):
            other.generation.start(a_request())
        run_id = studio.app.generation.start(a_request())
        assert studio.finished(run_id).run.status is RunStatus.DONE, "the second stole the first one's handlers"
        assert other.generation.watch(run_id).run.status is RunStatus.DONE
        other.close()
        assert studio.finished(studio.app.generation.start(a_request())).run.status is RunStatus.DONE
    finally:
        studio.app.close()


def test_a_run_that_nobody_can_do_is_told_as_failed_and_not_left_queued(var: Path) -> None:
    app = build(settings_for(var), take_engine=engines(models()))
    with pytest.raises(GenerationError):
        app.generation.start(a_request())
    (run,) = app.generation.recent()
    assert run.status is RunStatus.FAILED
    app.close()


def test_a_launch_that_fails_leaves_nothing_open(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    var.mkdir()
    (var / "jobs.sqlite").write_bytes(b"this is no database, and long enough to look at" * 100)
    app = build(settings_for(var), take_engine=engines(models()))
    with pytest.raises(StorageError) as caught:
        app.launch()
    assert isinstance(caught.value, DatabaseDamaged)
    assert not app.lock.is_locked
    app.close()
    (var / "jobs.sqlite").unlink()
    studio = launched(settings_for(var))
    try:
        assert studio.finished(studio.app.generation.start(a_request())).run.status is RunStatus.DONE
    finally:
        studio.app.close()


def test_an_application_can_be_closed_twice_or_without_having_been_launched(var: Path) -> None:
    app = build(settings_for(var), take_engine=engines(models()))
    app.close()
    app.close()


def test_several_threads_may_open_the_same_folder_at_once(var: Path) -> None:
    with ThreadPoolExecutor(6) as pool:
        apps = list(pool.map(lambda _: build(settings_for(var), take_engine=engines(models())), range(6)))
    assert [app.generation.recent() for app in apps] == [()] * 6
    for app in apps:
        app.close()


def test_the_process_shares_one_application_however_many_ask_at_once(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOUSESTYLE_VAR_DIR", str(var))
    monkeypatch.setenv("HOUSESTYLE_ENGINE", "scripted")
    with ThreadPoolExecutor(4) as pool:
        got = list(pool.map(lambda _: bootstrap.shared(), range(4)))
    try:
        assert len({id(app) for app in got}) == 1
        app = bootstrap.shared()
        studio = Studio(app, {})
        assert studio.finished(app.generation.start(a_request())).run.status is RunStatus.DONE
    finally:
        bootstrap.reset_shared()


def test_sharing_that_fails_can_be_tried_again(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOUSESTYLE_VAR_DIR", str(var))
    monkeypatch.setenv("HOUSESTYLE_ENGINE", "scripted")
    with monkeypatch.context() as broken:
        broken.setattr(Jobs, "launch", _refuse)
        with pytest.raises(StorageError):
            bootstrap.shared()
    try:
        assert bootstrap.shared().lock.is_locked
    finally:
        bootstrap.reset_shared()


def _refuse(_jobs: Jobs) -> None:
    raise StorageError("Refused for the test.")


def stored_run(var: Path) -> Run:
    request = a_request()
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
    app = build(settings_for(var), take_engine=engines(models()))
    with app.database.work() as work:
        work.runs.add(run)
        work.commit()
    app.close()
    return run
