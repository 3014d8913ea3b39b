from __future__ import annotations

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
    assert [info.model for info in app.models.loaded()] == ["gpt2"]
    at.button(key="unload-gpt2").click().run()
    assert app.models.loaded() == ()


def test_a_recipe_of_ones_own_can_go(app: Application, open_page: Open) -> None:
    recipe = app.recipes.create("Mine", app.recipes.list()[0].settings)
    at = open_page("pages/settings.py")
    at.button(key=f"recipe-delete-{recipe.id}").click().run()
    assert len(app.recipes.list()) == 3
