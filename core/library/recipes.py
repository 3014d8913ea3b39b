"""Recipes: named sampling settings, ours and the team's."""

from __future__ import annotations

from core.domain import Recipe
from core.errors import InvalidInput, NotFound
from core.library.shelf import new_id
from core.sampling import PRESETS, SamplingSettings
from core.text_input import clean
from db.database import Database

OURS = tuple(Recipe(id=name.lower(), name=name, settings=settings) for name, settings in PRESETS.items())


class RecipeService:
    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self) -> tuple[Recipe, ...]:
        """Careful, Balanced, Bold, then the team's own in the order in which they were saved."""
        with self._database.read() as work:
            return (*OURS, *work.recipes.list())

    def get(self, recipe_id: str) -> Recipe:
        """Raises NotFound."""
        for recipe in self.list():
            if recipe.id == recipe_id:
                return recipe
        raise NotFound("recipe", recipe_id)

    def create(self, name: str, settings: SamplingSettings) -> Recipe:
        """Raises InvalidInput for an empty name and for one that is taken."""
        recipe = Recipe(
            id=new_id(), name=clean("name", name, longest=60, required=True, single_line=True), settings=settings
        )
        with self._database.work() as work:
            work.alone()
            taken = {other.name.casefold() for other in (*OURS, *work.recipes.list())}
            if recipe.name.casefold() in taken:
                raise InvalidInput("name", f"There is a recipe “{recipe.name}” already.", "Choose another name.")
            work.recipes.add(recipe)
            work.commit()
        return recipe

    def delete(self, recipe_id: str) -> None:
        """Runs made with it keep the settings they were made with."""
        with self._database.work() as work:
            work.recipes.delete(recipe_id)
            work.commit()
