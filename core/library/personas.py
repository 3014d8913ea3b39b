"""Personas: who is spoken to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.domain import Campaign, Persona
from core.exports.personas_csv import personas_to_csv
from core.imports.personas_csv import parse
from core.library.shelf import LibraryService, new_id
from core.text_input import clean
from db.repositories.table import ArchivableRepository
from db.unit_of_work import UnitOfWork

LONGEST = {"description": 600, "wants": 300, "stops": 300, "how_to_speak": 400, "example": 400}


class PersonaService(LibraryService[Persona]):
    def create(self, **fields: Any) -> Persona:
        """``name`` and ``description`` are required. Raises InvalidInput naming the field."""
        return self._add(Persona(id=new_id(), **{"name": "", "description": "", **fields}))

    def checked(self, thing: Persona) -> Persona:
        texts: dict[str, Any] = {
            field: clean(field, getattr(thing, field), longest=longest, required=field == "description")
            for field, longest in LONGEST.items()
        }
        return replace(thing, name=clean("name", thing.name, longest=80, required=True, single_line=True), **texts)

    def used_in(self, persona_id: str) -> tuple[Campaign, ...]:
        """The campaigns that speak to this persona."""
        with self._database.read() as work:
            return tuple(campaign for campaign in work.campaigns.list() if persona_id in campaign.persona_ids)

    def export_csv(self) -> bytes:
        """Every persona that is not archived; ``import_csv`` reads it back."""
        return personas_to_csv(self.list())

    def import_csv(self, content: bytes) -> tuple[Persona, ...]:
        """All rows or none; ``list`` shows them in the file's order. Raises ImportRejected naming rows and columns."""
        personas = tuple(_persona(fields) for fields in parse(content, self.checked_fields))
        with self._database.work() as work:
            work.personas.add_all(personas[::-1])
            work.commit()
        return personas

    def checked_fields(self, fields: dict[str, str]) -> dict[str, str]:
        """A row's fields, cleaned. Raises InvalidInput naming the column."""
        persona = self.checked(_persona(fields))
        return {field: getattr(persona, field) for field in ("name", *LONGEST)}

    def _repository(self, work: UnitOfWork) -> ArchivableRepository[Persona]:
        return work.personas


def _persona(fields: dict[str, Any]) -> Persona:
    return Persona(id=new_id(), **{"name": "", "description": "", **fields})
