"""Profiles: who of the team is at the screen."""

from __future__ import annotations

from core.domain import Profile
from core.errors import InvalidInput
from core.library.shelf import new_id
from core.text_input import clean
from db.database import Database


class ProfileService:
    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self) -> tuple[Profile, ...]:
        """In the order in which they joined."""
        with self._database.read() as work:
            return work.profiles.list()

    def get(self, profile_id: str) -> Profile:
        """Raises NotFound."""
        with self._database.read() as work:
            return work.profiles.get(profile_id)

    def create(self, name: str) -> Profile:
        """Raises InvalidInput for an empty name and for one that is taken."""
        profile = Profile(id=new_id(), name=clean("name", name, longest=60, required=True, single_line=True))
        with self._database.work() as work:
            work.alone()
            if any(other.name.casefold() == profile.name.casefold() for other in work.profiles.list()):
                raise InvalidInput("name", f"“{profile.name}” is there already.", "Pick it, or add a last name.")
            work.profiles.add(profile)
            work.commit()
        return profile
