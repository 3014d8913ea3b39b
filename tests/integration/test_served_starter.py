"""The house model on a real server, ``transformers serve``, asked from the command line by CONNECTION/MODEL."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from core.__main__ import main
from core.connections.probing import probe
from core.connections.service import ConnectionService
from core.domain import Connection, KeySource
from core.models.known import STARTER
from core.settings import Settings
from db.database import Database
from tests.support.building import new_id
from tests.support.bundled import give_models
from tests.support.seeded import KEY
from tests.support.served import served

pytestmark = pytest.mark.real_model

BRIEF = {
    "brand": "Brightmug",
    "product": "a self-heating coffee mug",
    "facts": ["keeps drinks at 60 C", "charges overnight"],
    "offer": "15% off this week",
    "cta": "Warm yours up",
    "personas": [{"name": "The teacher", "description": "40, teaches all morning, her coffee always goes cold"}],
    "channels": ["google_headline"],
}


def test_variants_of_the_served_house_model_pass_the_checks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(var_dir=give_models(tmp_path / "var"), database_url="")
    (folder,) = (settings.var_dir / "models").glob(f"{STARTER}-*")
    brief = tmp_path / "brief.json"
    brief.write_text(json.dumps(BRIEF), encoding="utf-8")
    monkeypatch.setenv("HOUSESTYLE_REMOTE_HOSTS", "127.0.0.1:*")
    monkeypatch.setenv("HOUSESTYLE_VAR_DIR", str(settings.var_dir))
    with served(folder.resolve(), tmp_path / "serve.txt") as address:
        _connect(address, str(folder.resolve()))
        code = main(["generate", str(brief), "--n", "2", "--model", f"box/{folder.resolve()}"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 0
    assert lines
    assert all(line["passed"] and line["model"].startswith("box/") for line in lines)
    assert all(check["ok"] for line in lines for check in line["checks"])


def _connect(address: str, model: str) -> None:
    settings = Settings()
    with closing(Database(settings.resolved_database_url)) as database:
        database.migrate(settings.var_dir / "backups")
        service = ConnectionService(database, settings)
        saved = service.save(
            Connection(
                id=new_id(),
                name="box",
                address=address,
                models=(model,),
                seconds=120,
                at_once=2,
                key_source=KeySource.STORED,
            ),
            KEY,
        )
        tested = service.test(saved.id, probe)
    assert tested.capabilities is not None
    assert tested.capabilities.completions
