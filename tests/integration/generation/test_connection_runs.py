"""Runs that a connection's model writes, in the whole application."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.__main__ import main
from core.bootstrap import Application, build
from core.domain import Campaign, Capabilities, CeilingScope, Connection, KeySource, RunRequest, RunStatus
from core.errors import InvalidInput
from core.sampling import PRESETS
from core.settings import Settings
from tests.integration.generation.conftest import Studio
from tests.integration.generation.test_remote import writes
from tests.support.building import a_recipe, new_id
from tests.support.scripted_server import ScriptedServer, says
from tests.support.seeded import KEY

BRIEF: dict[str, Any] = {
    "brand": "Brightmug",
    "product": "a self-heating coffee mug",
    "facts": ["keeps drinks at 60 C", "charges overnight"],
    "offer": "15% off this week",
    "cta": "Warm yours up",
    "personas": [{"name": "The teacher", "description": "40, teaches all morning"}],
    "channels": ["meta_primary"],
}


@dataclass
class Office:
    """A launched application with one connection, to a server that writes well, and a campaign."""

    studio: Studio
    campaign: Campaign
    settings: Settings
    server: ScriptedServer

    @property
    def app(self) -> Application:
        return self.studio.app

    def ask(self, **fields: Any) -> RunRequest:
        briefs = self.app.campaigns.briefs(self.campaign.id)
        recipe = a_recipe(settings=PRESETS["Balanced"])
        values: dict[str, Any] = {"briefs": briefs, "recipes": (recipe,), "model": "box/writer", "n": 3, "seed": 5}
        return RunRequest(**{**values, "campaign_id": self.campaign.id, **fields})


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    server = ScriptedServer(writes)
    monkeypatch.setenv("HOUSESTYLE_REMOTE_HOSTS", server.address.removeprefix("http://").partition("/")[0])
    settings = Settings(var_dir=tmp_path / "var", engine="scripted", database_url="")
    app = build(settings)
    app.launch()
    connection = Connection(
        id=new_id(), name="box", address=server.address, models=("writer",), seconds=10, key_source=KeySource.STORED
    )
    app.connections.save(connection, KEY)
    app.connections.test(connection.id, lambda *_: Capabilities(seeds=True, usage=True))
    brand = app.brands.create(name="Brightmug")
    persona = app.personas.create(name="The teacher", description="40, teaches all morning")
    campaign = app.campaigns.create(
        brand_id=brand.id,
        name="Mugs",
        **{name: BRIEF[name] for name in ("product", "offer", "cta")},
        facts=tuple(BRIEF["facts"]),
        persona_ids=(persona.id,),
        channels=("meta_primary",),
    )
    yield Office(Studio(app, {}), campaign, settings, server)
    app.close()
    assert {headers.get("authorization") for headers in server.headers} <= {f"Bearer {KEY}"}
    server.close()


def test_a_run_is_written_checked_ranked_and_charged(office: Office) -> None:
    run_id = office.app.generation.start(office.ask())
    view = office.studio.finished(run_id)
    assert view.run.status is RunStatus.DONE
    variants = view.cells[0].variants
    assert [variant.draft.rank for variant in variants] == [1, 2, 3]
    assert all(variant.passed and "90%" not in variant.text for variant in variants)
    with office.app.database.read() as work:
        used = work.usage.of_run(run_id)
    assert {(one.connection, one.model) for one in used} == {("box", "writer")}
    assert len(used) == len(view.cells[0].rejected) + len(view.cells[0].passed_over) + len(variants)
    assert used[0].campaign_id == office.campaign.id


def test_a_brand_that_is_local_only_is_not_written_for_elsewhere(office: Office) -> None:
    brand = office.app.brands.get(office.campaign.brand_id)
    office.app.brands.save(replace(brand, local_only=True))
    with pytest.raises(InvalidInput, match="leaves this machine"):
        office.app.generation.start(office.ask())
    assert office.app.generation.recent() == ()


def test_a_ceiling_stops_a_run_and_keeps_what_had_passed(office: Office) -> None:
    office.app.spending.set_ceiling(CeilingScope.RUN, 1)
    view = office.studio.finished(office.app.generation.start(office.ask()))
    assert view.run.status is RunStatus.FAILED
    assert "ceiling" in view.run.error


def test_the_command_line_writes_with_it_too(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOUSESTYLE_VAR_DIR", str(office.settings.var_dir))
    brief = tmp_path / "brief.json"
    brief.write_text(json.dumps(BRIEF), encoding="utf-8")
    assert main(["generate", str(brief), "--n", "2", "--model", "box/writer"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["rank"] for line in lines] == [1, 2]
    assert {line["model"] for line in lines} == {"box/writer"}


def test_the_months_ceiling_holds_for_the_command_line(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOUSESTYLE_VAR_DIR", str(office.settings.var_dir))
    office.app.spending.save_price("box", 1.0, 2.0, "the box's keeper", date(2026, 11, 1))
    office.app.spending.set_ceiling(CeilingScope.MONTH, 100)
    brief = tmp_path / "brief.json"
    brief.write_text(json.dumps(BRIEF), encoding="utf-8")
    command = ["generate", str(brief), "--n", "2", "--model", "box/writer"]
    assert main(command) == 0
    assert office.app.spending.spent_this_month().cost >= 100
    asked = len(office.server.bodies)
    assert main(command) != 0
    assert "ceiling of $0.0001 for this month is reached" in capsys.readouterr().err
    assert len(office.server.bodies) == asked


def test_the_other_commands_know_it_too(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOUSESTYLE_VAR_DIR", str(office.settings.var_dir))
    assert main(["models"]) == 0
    assert any(line.split()[0] == "box/writer" for line in capsys.readouterr().out.splitlines())
    briefs = tmp_path / "briefs.jsonl"
    briefs.write_text(json.dumps(BRIEF) + "\n", encoding="utf-8")
    assert main(["evaluate", "--briefs", str(briefs), "--n", "2", "--json", "--model", "box/writer"]) == 0
    assert json.loads(capsys.readouterr().out)["model"] == "box/writer"
    office.server.behaviours[:] = [says(" all day long.")]
    assert main(["complete", "Warm", "--model", "box/writer"]) == 0
    assert capsys.readouterr().out == "Warm all day long.\n"
    assert office.server.paths[-1].endswith("/v1/completions")


def test_evaluation_keeps_what_is_local_only_here(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOUSESTYLE_VAR_DIR", str(office.settings.var_dir))
    brand = office.app.brands.get(office.campaign.brand_id)
    office.app.brands.save(replace(brand, local_only=True))
    briefs = tmp_path / "briefs.jsonl"
    briefs.write_text(json.dumps(BRIEF) + "\n", encoding="utf-8")
    assert main(["evaluate", "--briefs", str(briefs), "--n", "1", "--model", "box/writer"]) != 0
    assert "leaves this machine" in capsys.readouterr().err
    assert office.server.bodies == []
