"""Profiles of the team."""

from __future__ import annotations

from core.domain import Profile
from db import tables
from db.repositories.table import TableRepository


class Profiles(TableRepository[Profile]):
    table, kind, word = tables.profiles, Profile, "profile"

    def list(self) -> tuple[Profile, ...]:
        """In the order in which they joined."""
        return self._all()[::-1]
