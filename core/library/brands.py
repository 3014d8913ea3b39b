"""Brands: who is speaking."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.domain import Brand
from core.library.shelf import LibraryService, new_id
from core.text_input import clean, clean_list
from db.repositories.table import ArchivableRepository
from db.unit_of_work import UnitOfWork


class BrandService(LibraryService[Brand]):
    def create(self, **fields: Any) -> Brand:
        """``name`` is required. Raises InvalidInput naming the field."""
        return self._add(Brand(id=new_id(), **{"name": "", **fields}))

    def checked(self, thing: Brand) -> Brand:
        return replace(
            thing,
            name=clean("name", thing.name, longest=80, required=True, single_line=True),
            voice=clean("voice", thing.voice, longest=600),
            words_to_use=clean_list("words_to_use", thing.words_to_use, longest_item=60, most=40),
            words_banned=clean_list("words_banned", thing.words_banned, longest_item=60, most=200),
            facts=clean_list("facts", thing.facts, longest_item=240, most=20),
        )

    def _repository(self, work: UnitOfWork) -> ArchivableRepository[Brand]:
        return work.brands
