from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.settings import PREFIX, Settings
from db.database import Database

BRIEF = {
    "brand": "Brightmug",
    "product": "a self-heating coffee mug",
    "facts": ["keeps drinks at 60 C", "charges overnight"],
    "offer": "15% off this week",
    "cta": "Warm yours up",
    "personas": [{"name": "The teacher", "description": "40, her coffee always goes cold"}],
    "channels": ["meta_primary", "sms"],
}


@pytest.fixture(autouse=True)
def var_dir(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A data folder of the test's own, and an engine that needs no weights."""
    for name in Settings.model_fields:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)
    folder = tmp_path / "var"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOUSESTYLE_VAR_DIR", str(folder))
    monkeypatch.setenv("HOUSESTYLE_ENGINE", "scripted")
    return folder


@pytest.fixture
def brief(tmp_path: Path) -> str:
    path = tmp_path / "brief.json"
    path.write_text(json.dumps(BRIEF), encoding="utf-8")
    return str(path)


@pytest.fixture
def store(var_dir: Path) -> Iterator[Database]:
    """The database of the data folder."""
    var_dir.mkdir()
    database = Database(Settings().resolved_database_url)
    database.migrate(var_dir / "backups")
    yield database
    database.close()
