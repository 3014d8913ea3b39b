from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.bootstrap import Application
from core.connections.addresses import AllowedHosts
from core.connections.presets import PRESETS
from core.domain import Brand, Campaign, Capabilities, Connection, KeySource, Profile, VariantFilter
from core.errors import InvalidInput
from core.exports.formats import FORMATS
from tests.pages.conftest import Open, words
from tests.pages.writing import written_run
from tests.support.scripted_server import JSON, ScriptedServer
from tests.support.seeded import KEY

PAGE, STUDIO = "pages/connections.py", "pages/studio.py"


def fill(at: AppTest, form: str = "new-connection-openai", **fields: Any) -> None:
    for field, value in fields.items():
        key = f"field-{form}-{field}"
        kinds = (at.text_input, at.text_area, at.number_input, at.selectbox)
        (box,) = (box for kind in kinds for box in kind if box.key == key)
        box.set_value(value)
    at.run()


def saved(app: Application, key: str = KEY, **fields: Any) -> Connection:
    values: dict[str, Any] = {"id": "c" * 32, "name": "openai", "address": "https://api.openai.com/v1"}
    values |= {"models": ("gpt-x",), "key_source": KeySource.STORED, **fields}
    return app.connections.save(Connection(**values), key)


def campaign_and_brand(app: Application) -> tuple[Campaign, Brand]:
    campaign = next(found for found in app.campaigns.list() if found.name == "Autumn boots")
    return campaign, app.brands.get(campaign.brand_id)


def test_a_connection_is_made_from_a_preset_with_a_key_that_is_pasted_once(app: Application, open_page: Open) -> None:
    at = open_page(PAGE)
    assert "nothing leaves it" in words(at)
    at.button(key="connection-new").click().run()
    fill(at, models="gpt-x\ngpt-y", key_source=KeySource.STORED)
    at.text_input(key="connection-key").set_value(KEY).run()
    at.button(key="connection-save").click().run()
    (connection,) = app.connections.list()
    assert (connection.name, connection.models) == ("openai", ("gpt-x", "gpt-y"))
    assert app.connections.key_of(connection) == KEY
    shown = words(at)
    assert "key kept encrypted" in shown
    assert "https://api.openai.com/v1" in shown
    assert "connection-key" not in at.session_state


@pytest.fixture
def box(app: Application, monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedServer]:
    """A server whose adapter is a model by its own name."""
    server = ScriptedServer(
        lambda exchange: exchange.send_text(200, JSON, '{"data": [{"id": "qwen"}, {"id": "housestyle-boots"}]}')
    )
    monkeypatch.setattr(app.connections, "allowed", AllowedHosts("127.0.0.1:*"))
    saved(app, name="box", address=server.address, models=())
    yield server
    server.close()


def test_models_are_chosen_from_those_that_the_server_lists(
    app: Application, open_page: Open, box: ScriptedServer
) -> None:
    at = open_page(PAGE)
    (connection,) = app.connections.list()
    at.button(key=f"connection-test-{connection.id}").click().run()
    assert "No model is named yet" in words(at)
    at.button(key=f"connection-find-{connection.id}").click().run()
    choice = at.multiselect(key=f"connection-models-{connection.id}")
    assert choice.options == ["housestyle-boots", "qwen"]
    choice.set_value(["housestyle-boots"]).run()
    at.button(key="connection-use").click().run()
    (connection,) = app.connections.list()
    assert connection.models == ("housestyle-boots",)
    assert app.connections.key_of(connection) == KEY
    assert not at.multiselect
    assert box.headers[-1]["authorization"] == f"Bearer {KEY}"


def test_a_server_that_lists_nothing_or_cannot_be_reached_is_said(
    app: Application, open_page: Open, box: ScriptedServer
) -> None:
    (connection,) = app.connections.list()
    box.behaviours[:] = [lambda exchange: exchange.send_text(200, JSON, '{"data": []}')]
    at = open_page(PAGE)
    at.button(key=f"connection-find-{connection.id}").click().run()
    assert "lists no models" in words(at)
    box.close()
    at.button(key=f"connection-find-{connection.id}").click().run()
    assert "cannot be reached" in words(at)
    assert "lists no models" not in words(at)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_every_preset_can_be_saved_as_it_comes(app: Application, open_page: Open, preset: Any) -> None:
    at = open_page(PAGE)
    at.button(key="connection-new").click().run()
    at.button_group(key="connection-preset").set_value(preset.id).run()
    fill(at, f"new-connection-{preset.id}", models="m")
    at.button(key="connection-save").click().run()
    (connection,) = app.connections.list()
    assert connection.name == preset.name
    assert connection.key_name == preset.key_name


def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(app: Application, open_page: Open) -> None:
    at = open_page(PAGE)
    at.button(key="connection-new").click().run()
    fill(at, address="http://169.254.169.254/latest")
    at.button(key="connection-save").click().run()
    assert "where a cloud answers for its own machines" in words(at)
    assert at.text_input(key="field-new-connection-openai-address").value == "http://169.254.169.254/latest"
    assert app.connections.list() == ()


def test_another_address_clears_the_key_and_says_so(app: Application, open_page: Open) -> None:
    connection = saved(app)
    at = open_page(PAGE)
    at.button(key=f"connection-change-{connection.id}").click().run()
    fill(at, f"connection-{connection.id}", address="http://127.0.0.1:8000/v1")
    at.button(key="connection-save").click().run()
    assert "is cleared" in at.toast[0].value
    assert app.connections.get(connection.id).key_source is KeySource.NONE
    assert "no key" in words(at)


def test_one_that_is_deleted_comes_back_without_its_key(app: Application, open_page: Open) -> None:
    connection = saved(app)
    at = open_page(PAGE)
    at.button(key=f"connection-change-{connection.id}").click().run()
    at.button(key="connection-delete").click().run()
    assert app.connections.list() == ()
    assert "Its key is gone for good" in words(at)
    at.button(key="connection-undo-button").click().run()
    (back,) = app.connections.list()
    assert (back.name, back.key_source) == ("openai", KeySource.NONE)


def test_what_a_server_was_found_to_do_is_said(app: Application, open_page: Open) -> None:
    app.connections.test(saved(app).id, lambda *_: Capabilities(completions=True, together=8))
    assert "One request brings up to 8 texts" in words(open_page(PAGE))


def test_text_of_people_is_only_text(app: Application, open_page: Open) -> None:
    saved(app, models=("<b>bold</b> *model*",))
    assert "&lt;b&gt;bold&lt;/b&gt; *model*" in words(open_page(PAGE))


@pytest.mark.parametrize(("page", "choice"), [(STUDIO, "studio-model"), ("pages/ads.py", "ad-model")])
def test_what_leaves_is_said_before_it_does(app: Application, open_page: Open, page: str, choice: str) -> None:
    app.samples.load()
    saved(app)
    campaign, _ = campaign_and_brand(app)
    at = open_page(page, campaign=campaign.id)
    assert "goes to" not in words(at)
    at.selectbox(key=choice).set_value("openai/gpt-x").run()
    shown = words(at)
    assert r"goes to api\.openai\.com\. Nothing else does" in shown or r"go to api\.openai\.com\. Nothing" in shown


@pytest.mark.parametrize(("page", "choice"), [(STUDIO, "studio-model"), ("pages/ads.py", "ad-model")])
def test_connections_are_not_offered_for_a_brand_that_is_local_only(
    app: Application, open_page: Open, page: str, choice: str
) -> None:
    app.samples.load()
    saved(app)
    campaign, brand = campaign_and_brand(app)
    at = open_page(page, campaign=campaign.id)
    at.selectbox(key=choice).set_value("openai/gpt-x").run()
    app.brands.save(replace(brand, local_only=True))
    at.run()
    assert "openai/gpt-x" not in at.selectbox(key=choice).options
    assert at.selectbox(key=choice).value == app.models.default
    assert "api" not in words(at)


def test_a_remote_model_that_is_typed_for_it_is_refused(app: Application, open_page: Open) -> None:
    app.samples.load()
    saved(app)
    campaign, brand = campaign_and_brand(app)
    app.brands.save(replace(brand, local_only=True))
    with pytest.raises(InvalidInput, match="leaves this machine"):
        app.ads.build(
            campaign_id=campaign.id, persona_id=campaign.persona_ids[0], kind="google_rsa", model="openai/gpt-x"
        )
    assert app.ads.list() == ()
    assert app.generation.recent() == ()


def test_a_brand_is_marked_on_its_page(app: Application, open_page: Open) -> None:
    brand = app.brands.create(name="Brightmug")
    at = open_page("pages/brands.py", brand=brand.id)
    at.toggle(key=f"brand-{brand.id}-local_only").set_value(True).run()
    assert app.brands.get(brand.id).local_only
    assert "Stays on this machine" in words(open_page("pages/brands.py"))


def test_the_seeded_key_is_in_nothing_that_is_kept_or_shown(
    app: Application, open_page: Open, ada: Profile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_id = written_run(app, ada)
    connection = saved(app)
    assert app.connections.key_of(connection) == KEY
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    logging.getLogger().addHandler(handler)
    try:
        logging.getLogger("openai").error("headers: Bearer %s", KEY)
    finally:
        logging.getLogger().removeHandler(handler)
    app.generation._worker.give_up(run_id, KEY)
    app.generation._live.note(run_id, f"said {KEY}")

    seen = [log.getvalue(), repr(app.generation.watch(run_id))]
    for page in sorted((Path(__file__).parents[2] / "pages").glob("[!_]*.py")):
        seen.append(words(open_page(f"pages/{page.name}", profile=ada, run=run_id)))
    for name in FORMATS:
        if name.startswith(("review", "jsonl")):
            seen.append(repr(app.exports.take(VariantFilter(run_id=run_id), name, profile_id=ada.id)))
    captured = capsys.readouterr()
    seen += [captured.out, captured.err]
    assert [text for text in seen if KEY in text] == []
    kept = [file for file in (tmp_path / "var").rglob("*") if file.is_file()]
    assert any(file.suffix == ".sqlite" for file in kept)
    assert [file.name for file in kept if KEY.encode() in file.read_bytes()] == []


def test_a_run_that_fails_with_a_key_in_its_words_stores_none(
    app: Application, open_page: Open, ada: Profile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    saved(app)

    def fails(*_: object) -> None:
        raise RuntimeError(f"Incorrect API key provided: {KEY}")

    monkeypatch.setattr(app.generation._worker._waves.__class__, "write", fails)
    run_id = written_run(app, ada)
    run = app.generation.watch(run_id).run
    assert "Incorrect API key provided: [key]" in run.error
    assert "[key]" in words(open_page(STUDIO, profile=ada, run=run_id)).replace("\\", "")
    app.jobs.close()
    kept = [file for file in (tmp_path / "var").rglob("*") if file.is_file()]
    assert [file.name for file in kept if KEY.encode() in file.read_bytes()] == []
