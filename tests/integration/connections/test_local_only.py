from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.bootstrap import Application, build
from core.domain import Brand, Connection, RunRequest, RunStatus
from core.engines.base import Engine
from core.errors import InvalidInput
from core.settings import Settings
from tests.support.building import a_brief, a_recipe, new_id
from tests.support.scripts import models

REMOTE = "gpu/gpt-x"


class Shelf:
    """Counts what was asked for, and answers with a scripted engine."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.engine = next(iter(models().values()))

    def __call__(self, model_id: str, _tell: object) -> Engine:
        self.asked.append(model_id)
        return self.engine


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def app(tmp_path: Path, database_url: str, shelf: Shelf) -> Iterator[Application]:
    app = build(Settings(var_dir=tmp_path / "var", database_url=database_url, engine="scripted"), take_engine=shelf)
    app.launch()
    app.connections.save(Connection(id=new_id(), name="gpu", address="http://127.0.0.1:8000/v1", models=("gpt-x",)))
    yield app
    app.close()


def a_brand(app: Application, *, local_only: bool = True) -> Brand:
    return app.brands.create(name="Brightmug", local_only=local_only)


def a_request(model: str = REMOTE, campaign_id: str | None = None, brand: str = "Brightmug") -> RunRequest:
    return RunRequest(
        briefs=(a_brief(brand=brand),), recipes=(a_recipe(),), model=model, n=1, seed=1, campaign_id=campaign_id
    )


def ended(app: Application, run_id: str) -> tuple[RunStatus, str]:
    deadline = time.monotonic() + 30
    while app.generation.watch(run_id).is_busy:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    run = app.generation.watch(run_id).run
    return run.status, run.error


@pytest.mark.parametrize("spelled", ["Brightmug", " BRIGHTMUG ", "Ｂrightmug"])
def test_a_run_without_a_campaign_is_known_by_the_brands_name(app: Application, shelf: Shelf, spelled: str) -> None:
    a_brand(app)
    with pytest.raises(InvalidInput, match="Nothing of “Brightmug” leaves this machine") as refused:
        app.generation.start(a_request(brand=spelled))
    assert refused.value.field == "model"
    assert app.generation.recent() == ()
    assert shelf.asked == []


def test_a_run_of_a_campaign_is_known_by_it_whatever_its_briefs_say(app: Application, shelf: Shelf) -> None:
    brand = a_brand(app)
    campaign = app.campaigns.create(brand_id=brand.id, name="Spring", product="a mug")
    with pytest.raises(InvalidInput, match="leaves this machine"):
        app.generation.start(a_request(campaign_id=campaign.id, brand="Another"))
    assert shelf.asked == []


def test_an_archived_brand_stays_here_too(app: Application) -> None:
    app.brands.archive(a_brand(app).id)
    with pytest.raises(InvalidInput, match="leaves this machine"):
        app.generation.start(a_request())


def test_a_local_model_writes_for_it_and_a_remote_one_for_others(app: Application, shelf: Shelf) -> None:
    a_brand(app)
    assert ended(app, app.generation.start(a_request(model="gpt2")))[0] is RunStatus.DONE
    assert ended(app, app.generation.start(a_request(brand="Another")))[0] is RunStatus.DONE
    assert set(shelf.asked) == {"gpt2", REMOTE}


def test_a_brand_that_was_marked_in_between_is_not_written_for(
    app: Application, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    brand = a_brand(app, local_only=False)
    start = app.jobs.start

    def marked_first(kind: str, argument: str, *, job_id: str) -> None:
        app.brands.save(replace(app.brands.get(brand.id), local_only=True))
        start(kind, argument, job_id=job_id)

    monkeypatch.setattr(app.jobs, "start", marked_first)
    status, error = ended(app, app.generation.start(a_request()))
    assert status is RunStatus.FAILED
    assert "Nothing of “Brightmug” leaves this machine" in error
    assert shelf.asked == []


def test_a_variant_is_not_written_again_elsewhere(app: Application, shelf: Shelf) -> None:
    brand = a_brand(app, local_only=False)
    run_id = app.generation.start(a_request())
    assert ended(app, run_id)[0] is RunStatus.DONE
    (variant,) = app.generation.watch(run_id).cells[0].variants
    app.brands.save(replace(brand, local_only=True))
    asked = len(shelf.asked)
    app.generation.regenerate(variant.id)
    deadline = time.monotonic() + 20
    while "leaves this machine" not in app.generation.watch(run_id).note:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert len(shelf.asked) == asked
    with pytest.raises(InvalidInput, match="leaves this machine"):
        app.generation.rewrite(variant.id, None)
