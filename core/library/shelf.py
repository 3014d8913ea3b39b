"""What brands, personas and campaigns share: list, get, save, duplicate, archive."""

from __future__ import annotations

import uuid
from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Generic, TypeVar

from core.domain import Brand, Campaign, Persona
from core.text_input import clean
from db.database import Database
from db.repositories.table import ArchivableRepository
from db.unit_of_work import UnitOfWork

T = TypeVar("T", Brand, Persona, Campaign)


class LibraryService(ABC, Generic[T]):
    """One kind of library thing. Every way in goes through ``checked``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @abstractmethod
    def checked(self, thing: T) -> T:
        """The thing with every field cleaned. Raises InvalidInput naming the field."""

    @abstractmethod
    def _repository(self, work: UnitOfWork) -> ArchivableRepository[T]: ...

    def list(self, search: str = "", archived: bool = False) -> tuple[T, ...]:
        """Newest first; ``search`` looks into the longer texts too. Raises InvalidInput."""
        search = clean("search", search, longest=200)
        with self._database.read() as work:
            return self._repository(work).list(search=search, archived=archived)

    def get(self, identifier: str) -> T:
        """Raises NotFound."""
        with self._database.read() as work:
            return self._repository(work).get(identifier)

    def save(self, thing: T) -> T:
        """Store every field. Raises InvalidInput, NotFound."""
        thing = self.checked(thing)
        with self._database.work() as work:
            self._repository(work).update(thing)
            work.commit()
        return thing

    def duplicate(self, identifier: str) -> T:
        """A copy of one's own, named so."""
        old = self.get(identifier)
        return self._add(replace(old, id=new_id(), name=f"{old.name[:70]} (copy)", is_sample=False, archived=False))

    def archive(self, identifier: str) -> None:
        """Put out of sight, not away. Raises NotFound."""
        self._set_archived(identifier, True)

    def restore(self, identifier: str) -> None:
        """Put back in sight. Raises NotFound."""
        self._set_archived(identifier, False)

    def _set_archived(self, identifier: str, archived: bool) -> None:
        """Not through ``checked``: a thing that no longer passes can still be put away."""
        with self._database.work() as work:
            repository = self._repository(work)
            repository.update(replace(repository.get(identifier), archived=archived))
            work.commit()

    def _add(self, thing: T) -> T:
        thing = self.checked(thing)
        with self._database.work() as work:
            self._repository(work).add(thing)
            work.commit()
        return thing


def new_id() -> str:
    return uuid.uuid4().hex
