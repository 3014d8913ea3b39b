"""Saved recipes."""

from __future__ import annotations

from core.domain import Recipe
from db import tables
from db.repositories.table import TableRepository


class Recipes(TableRepository[Recipe]):
    table, kind, word = tables.recipes, Recipe, "recipe"

    def list(self) -> tuple[Recipe, ...]:
        """In the order in which they were saved."""
        return self._all()[::-1]
