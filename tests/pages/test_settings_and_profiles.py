from __future__ import annotations

from dataclasses import replace

import pytest

from core.bootstrap import Application
from tests.pages.conftest import Open, words


def test_one_adds_oneself_and_is_picked(app: Application, open_page: Open) -> None:
    at = open_page()
    at.text_input(key="profile-name").set_value("Ada").run()
    at.button(key="profile-create").click().run()
    (ada,) = app.profiles.list()
    assert at.session_state["profile"] == ada.id
    assert at.selectbox(key="profile").value == ada.id


def test_a_taken_name_is_refused(app: Application, open_page: Open) -> None:
    app.profiles.create("Ada")
    at = open_page()
    at.text_input(key="profile-name").set_value("ada").run()
    at.button(key="profile-create").click().run()
    assert "there already" in words(at)
    assert len(app.profiles.list()) == 1


def test_a_model_is_loaded_and_unloaded(app: Application, open_page: Open) -> None:
    at = open_page("pages/settings.py")
    at.button(key="load-gpt2").click().run()
    assert "gpt2" in {info.model for info in app.models.loaded()}
    at.button(key="unload-gpt2").click().run()
    assert "gpt2" not in {info.model for info in app.models.loaded()}


def test_a_model_says_what_runs_it_and_why_it_is_not_the_quick_way(
    app: Application, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = app.models.get("gpt2")
    info = replace(engine.info, versions="torch 2, Python 3", memory_bytes=2**29, note="OpenVINO is not here.")
    monkeypatch.setattr(app.models, "loaded", lambda: (info,))
    shown = words(open_page("pages/settings.py"))
    assert r"in memory, 0\.5 GiB, run by PyTorch 2 on the CPU" in shown
    assert r"OpenVINO is not here\." in shown


def test_a_recipe_of_ones_own_can_go(app: Application, open_page: Open) -> None:
    recipe = app.recipes.create("Mine", app.recipes.list()[0].settings)
    at = open_page("pages/settings.py")
    at.button(key=f"recipe-delete-{recipe.id}").click().run()
    assert len(app.recipes.list()) == 3
