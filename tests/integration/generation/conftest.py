from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.bootstrap import Application, build
from core.engines.base import Engine
from core.generation.view import RunView
from core.settings import Settings
from tests.support.scripts import engines, models

PATIENCE = 30.0


@dataclass
class Studio:
    """A launched application with scripted models, and how to wait for it."""

    app: Application
    models: dict[str, Engine]

    def watch_until(self, run_id: str, is_so: Callable[[RunView], bool], seconds: float = PATIENCE) -> RunView:
        deadline = time.monotonic() + seconds
        while not is_so(view := self.app.generation.watch(run_id)):
            assert time.monotonic() < deadline, f"still {view.run.status} after {seconds} s"
            time.sleep(0.01)
        return view

    def finished(self, run_id: str) -> RunView:
        return self.watch_until(run_id, lambda view: not view.is_busy)


def settings_for(folder: Path, database_url: str = "") -> Settings:
    return Settings(var_dir=folder, engine="scripted", database_url=database_url)


def launched(settings: Settings) -> Studio:
    own = models()
    app = build(settings, take_engine=engines(own))
    app.launch()
    return Studio(app, own)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """One for all tests of a module: closing takes a second."""
    studio = launched(settings_for(tmp_path_factory.mktemp("var")))
    yield studio
    studio.app.close()
