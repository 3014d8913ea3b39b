from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from core.engines.base import Engine
from core.engines.scripted import ScriptedEngine
from core.errors import ModelNotFound
from core.models import shelf as shelves
from core.models.known import BUNDLED, KNOWN, STARTER
from core.models.shelf import ModelEntry, ModelShelf
from core.settings import Settings
from tests.support import tiny_models
from tests.unit.models.conftest import Build

PATIENCE = 20.0


class Loaded(ScriptedEngine):
    """Stands for an engine in a process of its own."""

    def __init__(self, module: str, arguments: Sequence[str], tell: Callable[[str], None]) -> None:
        super().__init__(arguments[0])
        self.module, self.arguments = module, list(arguments)
        self.closed = False
        tell(f"Loading {arguments[0]}")

    @property
    def is_gone(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True


class Loader:
    """Takes the place of ``ProcessEngine``: loads "slow" once it is let go, and "none" never."""

    def __init__(self) -> None:
        self.made: list[Loaded] = []
        self.begun, self.let_go = threading.Event(), threading.Event()
        self.slow, self.none = "slow", "none"

    def __call__(self, module: str, arguments: Sequence[str], tell: Callable[[str], None]) -> Loaded:
        engine = Loaded(module, arguments, tell)
        self.made.append(engine)
        if arguments[0] == self.none:
            raise ModelNotFound("There is no such model.", "Choose another.")
        if arguments[0] == self.slow:
            self.begun.set()
            assert self.let_go.wait(PATIENCE)
        return engine


@pytest.fixture
def loader(monkeypatch: pytest.MonkeyPatch) -> Loader:
    loader = Loader()
    monkeypatch.setattr(shelves, "ProcessEngine", loader)
    return loader


@pytest.fixture
def shelf(loader: Loader) -> ModelShelf:
    return ModelShelf(Settings())


def entry(shelf: ModelShelf, model_id: str) -> ModelEntry:
    (found,) = [entry for entry in shelf.list() if entry.id == model_id]
    return found


def test_a_model_is_loaded_once_while_others_wait_for_it(shelf: ModelShelf, loader: Loader) -> None:
    with ThreadPoolExecutor(4) as people:
        waiting = [people.submit(shelf.get, "slow") for _ in range(4)]
        assert loader.begun.wait(PATIENCE)
        time.sleep(0.1)  # long enough for the others to begin a second load, if they could
        assert not any(future.done() for future in waiting)
        loader.let_go.set()
        engines = {id(future.result(PATIENCE)) for future in waiting}
    assert len(loader.made) == 1
    assert engines == {id(loader.made[0])}


def test_another_model_does_not_wait_for_a_slow_one(shelf: ModelShelf, loader: Loader) -> None:
    with ThreadPoolExecutor(2) as people:
        slow = people.submit(shelf.get, "slow")
        assert loader.begun.wait(PATIENCE)
        try:
            assert people.submit(shelf.get, "quick").result(PATIENCE).info.model == "quick"
            assert not slow.done()
        finally:
            loader.let_go.set()


def test_a_model_that_could_not_be_had_is_tried_again(shelf: ModelShelf, loader: Loader) -> None:
    for _ in range(2):
        with pytest.raises(ModelNotFound):
            shelf.get("none")
    assert len(loader.made) == 2
    assert shelf.loaded() == ()


def test_who_waits_hears_what_is_going_on(shelf: ModelShelf) -> None:
    told: list[str] = []
    shelf.get("gpt2", told.append)
    shelf.get("gpt2", told.append)
    assert told == ["Loading gpt2"]


def test_an_unloaded_model_is_closed_and_loaded_anew_when_wanted(shelf: ModelShelf, loader: Loader) -> None:
    first = shelf.get("gpt2")
    assert entry(shelf, "gpt2").is_loaded
    shelf.unload("gpt2")
    shelf.unload("never loaded")
    assert first.is_gone
    assert not entry(shelf, "gpt2").is_loaded
    assert shelf.loaded() == ()
    assert shelf.get("gpt2") is not first


def test_an_engine_that_is_gone_is_loaded_again(shelf: ModelShelf, loader: Loader) -> None:
    first = shelf.get("gpt2")
    assert shelf.get("gpt2") is first
    loader.made[0].closed = True
    second = shelf.get("gpt2")
    assert second is not first
    assert shelf.get("gpt2") is second


def test_closing_the_shelf_closes_every_engine(shelf: ModelShelf, loader: Loader) -> None:
    for model_id in ("gpt2", "distilgpt2"):
        shelf.get(model_id)
    assert [info.model for info in shelf.loaded()] == ["gpt2", "distilgpt2"]
    shelf.close()
    assert [engine.closed for engine in loader.made] == [True, True]
    assert shelf.loaded() == ()


def test_the_list_has_the_gpt2_family_first_and_marks_the_default(shelf: ModelShelf) -> None:
    ids = [entry.id for entry in shelf.list()]
    family = [model_id for model_id in ids if "gpt2" in model_id]
    assert {"gpt2", "distilgpt2", "gpt2-medium", "gpt2-large", "gpt2-xl"} <= set(family)
    assert ids[: len(family)] == family
    assert ids[0] == "gpt2"
    assert [entry.id for entry in shelf.list() if entry.is_default] == [STARTER] == [shelf.default]


def test_the_list_says_where_each_model_is(
    shelf: ModelShelf, downloaded: Callable[[str, Build], Path], tmp_path: Path
) -> None:
    downloaded("distilgpt2", tiny_models.gpt2)
    shelf.get(str(tmp_path))
    expected = {BUNDLED: "bundled", STARTER: "bundled", "distilgpt2": "cached", "gpt2": "hub", str(tmp_path): "folder"}
    assert {model_id: entry(shelf, model_id).location for model_id in expected} == expected


@pytest.mark.parametrize("default", ["./ours", "owner/ours", "not--allowed"])
def test_a_default_of_ones_own_is_listed_last_and_once(default: str, loader: Loader) -> None:
    shelf = ModelShelf(Settings(model=default))
    shelf.get(default)
    assert [entry.id for entry in shelf.list()] == [*(model.id for model in KNOWN), default]
    assert entry(shelf, default).is_default
    assert entry(shelf, default).is_loaded


@pytest.mark.parametrize(
    ("chosen", "spare", "told"),
    [
        ({"threads": 3}, 1, ["online", "auto", "3", "1"]),
        ({"hub_offline": True}, 0, ["offline", "auto", "0", "0"]),
        ({"engine": "transformers"}, 1, ["online", "transformers", "0", "1"]),
        ({"engine": "openvino"}, 9, ["online", "openvino", "0", "9"]),
    ],
)
def test_the_host_is_told_where_and_how_to_work(
    chosen: dict[str, Any], spare: int, told: list[str], loader: Loader, tmp_path: Path
) -> None:
    ModelShelf(Settings(**chosen), spare_cores=spare).get("gpt2")
    assert loader.made[0].module == "core.models.host"
    assert loader.made[0].arguments == ["gpt2", str(tmp_path / "var"), *told]


def test_a_warm_start_loads_the_default_model_and_who_comes_in_between_waits_for_it(loader: Loader) -> None:
    shelf = ModelShelf(Settings(model="/slow"))
    loader.slow = "/slow"
    warm = shelf.warm()
    assert loader.begun.wait(PATIENCE)
    heard: list[str] = []
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(shelf.get, "/slow", heard.append)
        while not heard:
            time.sleep(0.01)
        loader.let_go.set()
        assert waiting.result(PATIENCE) is loader.made[0]
    warm.join(PATIENCE)
    assert len(loader.made) == 1
    assert heard[0] == "Loading /slow"


def test_a_warm_start_downloads_nothing(loader: Loader) -> None:
    ModelShelf(Settings(model="gpt2")).warm().join(PATIENCE)
    assert loader.made == []


def test_a_warm_start_that_fails_says_so_and_stops_nobody(loader: Loader, capsys: pytest.CaptureFixture[str]) -> None:
    loader.none = "/none"
    shelf = ModelShelf(Settings(model="/none"))
    shelf.warm().join(PATIENCE)
    assert "There is no such model." in capsys.readouterr().err
    with pytest.raises(ModelNotFound):
        shelf.get("/none")


def test_the_scripted_setting_starts_no_process(loader: Loader) -> None:
    shelf = ModelShelf(Settings(engine="scripted"))
    engine: Engine = shelf.get("gpt2")
    assert type(engine) is ScriptedEngine
    assert engine.info.model == "gpt2"
    assert loader.made == []
    assert shelf.get("gpt2") is engine
