from __future__ import annotations

import threading

import pytest

from core.errors import InvalidInput, NotFound
from core.library.profiles import ProfileService
from core.library.recipes import RecipeService
from core.sampling import PRESETS, SamplingSettings
from db.database import Database

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
MINE = SamplingSettings(temperature=1.2, top_k=7, stop=("###", "\n\n"))


def test_profiles_come_in_the_order_in_which_they_joined(database: Database) -> None:
    profiles = ProfileService(database)
    made = tuple(profiles.create(name) for name in ("Zoë", "Ada", "山田"))
    assert profiles.list() == made
    assert profiles.get(made[1].id) == made[1]
    with pytest.raises(NotFound):
        profiles.get("0" * 32)


@on_sqlite
@pytest.mark.parametrize("name", ["", "   ", "ZOË", " zoë ", "x" * 61, "a\x00", "\ud800", "a\nb"], ids=ascii)
def test_a_profile_needs_a_name_of_its_own(database: Database, name: str) -> None:
    profiles = ProfileService(database)
    zoe = profiles.create("Zoë")
    with pytest.raises(InvalidInput) as refused:
        profiles.create(name)
    assert refused.value.field == "name"
    assert profiles.list() == (zoe,)


@pytest.mark.parametrize("kind", ["profile", "recipe"])
def test_a_new_name_waits_for_whoever_else_looks_and_then_adds(database: Database, kind: str) -> None:
    profiles, recipes = ProfileService(database), RecipeService(database)
    create = {"profile": lambda: profiles.create("Ada"), "recipe": lambda: recipes.create("Ada", MINE)}[kind]
    with database.work() as first:
        first.alone()
        second = threading.Thread(target=create)
        second.start()
        second.join(0.3)
        assert second.is_alive()
    second.join()
    assert [thing.name for thing in (*profiles.list(), *recipes.list()[3:])] == ["Ada"]


def test_recipes_are_ours_then_the_teams_own(database: Database) -> None:
    recipes = RecipeService(database)
    first, second = recipes.create("Zesty", MINE), recipes.create("Airy", SamplingSettings())
    assert [recipe.name for recipe in recipes.list()] == ["Careful", "Balanced", "Bold", "Zesty", "Airy"]
    assert {recipe.name: recipe.settings for recipe in recipes.list()[:3]} == PRESETS
    assert recipes.get(first.id).settings == MINE
    assert recipes.get("bold").settings == PRESETS["Bold"]
    recipes.delete(first.id)
    assert recipes.list()[3:] == (second,)
    with pytest.raises(NotFound):
        recipes.get(first.id)


@on_sqlite
@pytest.mark.parametrize("name", ["", "bold", "ZESTY", "x" * 61, "a\x00"], ids=ascii)
def test_a_recipe_needs_a_name_of_its_own(database: Database, name: str) -> None:
    recipes = RecipeService(database)
    recipes.create("Zesty", MINE)
    with pytest.raises(InvalidInput) as refused:
        recipes.create(name, SamplingSettings())
    assert refused.value.field == "name"
    assert len(recipes.list()) == 4


def test_one_of_our_recipes_cannot_be_taken_away(database: Database) -> None:
    recipes = RecipeService(database)
    recipes.delete("bold")
    assert recipes.get("bold").name == "Bold"
