"""Imports: read a file, say what it would make, make all of it or nothing, and take it out again."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from core.channels.catalogue import Catalogue
from core.domain import ImportBatch, ImportKind, OwnText
from core.errors import ImportRejected, InvalidInput, NotFound
from core.imports.fields import Field, fields_of
from core.imports.mapping import guess
from core.imports.personas import plan_personas
from core.imports.plan import ImportRequest, Plan
from core.imports.products import plan_products
from core.imports.table import Table, read_table
from core.imports.texts import plan_texts
from core.imports.undo import Undone, repository_of, take_out
from core.library.campaigns import CampaignService
from core.library.personas import PersonaService
from core.text_input import clean, clean_key
from db.database import Database
from db.unit_of_work import UnitOfWork

LONGEST_NAME = 120
ID_LENGTH = 32


class ImportService:
    def __init__(
        self, database: Database, personas: PersonaService, campaigns: CampaignService, channels: Catalogue
    ) -> None:
        self._database = database
        self._personas = personas
        self._campaigns = campaigns
        self._channels = channels

    def read(self, content: bytes) -> Table:
        """Raises ImportRejected naming row and column of all that is broken, and for a file that is too large."""
        return read_table(content)

    def fields(self, kind: ImportKind) -> tuple[Field, ...]:
        return fields_of(kind)

    def guess(self, kind: ImportKind, table: Table) -> dict[str, tuple[str, ...]]:
        """Which columns are which field, by their headings."""
        return guess(kind, table.columns)

    def preview(self, request: ImportRequest) -> Plan:
        """What the whole file would make, and everything that is wrong with it. Raises InvalidInput, NotFound."""
        with self._database.read() as work:
            return self._plan(work, request)

    def run(self, request: ImportRequest, *, profile_id: str | None, submit_key: str) -> ImportBatch:
        """Store all of it in one transaction; a submit that is sent twice is one.

        Raises ImportRejected naming every problem, InvalidInput where there is nothing new in the file, NotFound.
        """
        identifier = sha256(clean_key(submit_key).encode()).hexdigest()[:ID_LENGTH]
        with self._database.work() as work:
            work.alone()
            done = _batch(work, identifier)
            if done is not None:
                return done
            plan = self._plan(work, request)
            _require_importable(plan)
            things: Any = plan.made[::-1]  # the first of the file is the newest, and so stands first in a list
            repository_of(work, request.kind).add_all(things)
            batch = ImportBatch(
                id=identifier,
                kind=request.kind,
                file_name=_file_name(request.file_name),
                made=tuple(thing.id for thing in plan.made),
                profile_id=profile_id,
                created_at=datetime.now(UTC),
            )
            work.import_batches.add(batch)
            work.commit()
        return batch

    def batches(self, limit: int = 20) -> tuple[ImportBatch, ...]:
        """Newest first, those that were undone among them."""
        with self._database.read() as work:
            return work.import_batches.list(limit)

    def undo(self, batch_id: str) -> Undone:
        """Take out what nobody uses since; the rest stays. Raises NotFound."""
        with self._database.work() as work:
            work.alone()
            batch = work.import_batches.get(batch_id)
            undone = take_out(work, batch)
            if batch.undone_at is None:
                work.import_batches.set_undone(batch_id, datetime.now(UTC))
            work.commit()
        return undone

    def texts(self, brand_id: str, limit: int = 300) -> tuple[OwnText, ...]:
        """The newest texts of a brand that came in with files."""
        with self._database.read() as work:
            return work.own_texts.list(brand_id, limit=limit)

    def _plan(self, work: UnitOfWork, request: ImportRequest) -> Plan:
        _require_columns(request)
        if request.kind is ImportKind.PERSONAS:
            return plan_personas(request, self._personas, work.personas.list())
        _require_brand(work, request)
        if request.kind is ImportKind.TEXTS:
            return plan_texts(request, work.own_texts.list(request.brand_id))
        for channel in request.channels:
            self._channels.get(channel)
        for persona in request.persona_ids:
            work.personas.get(persona)
        stored = (campaign for campaign in work.campaigns.of_brand(request.brand_id) if not campaign.archived)
        return plan_products(request, self._campaigns, stored)


def _require_importable(plan: Plan) -> None:
    if plan.problems:
        raise ImportRejected(plan.problems)
    if not plan.made:
        raise InvalidInput("file", "There is nothing new in the file.", "Choose other columns, or another file.")


def _require_columns(request: ImportRequest) -> None:
    for own in request.chosen.values():
        for column in own:
            if column not in request.table.columns:
                raise InvalidInput("columns", f"The file has no column “{column}”.", "Choose another.")


def _require_brand(work: UnitOfWork, request: ImportRequest) -> None:
    if not request.brand_id:
        raise InvalidInput("brand", "No brand is chosen.", "Choose the brand that they are of.")
    work.brands.get(request.brand_id)


def _batch(work: UnitOfWork, identifier: str) -> ImportBatch | None:
    try:
        return work.import_batches.get(identifier)
    except NotFound:
        return None


def _file_name(given: str) -> str:
    """The last part of a path, as short as a line of the page has room for."""
    name = " ".join(PurePath(given).name.replace("\x00", "").split())
    return clean("file name", name[-LONGEST_NAME:], longest=LONGEST_NAME) or "a file"


def counted(kind: ImportKind, count: int) -> str:
    """How many of what such a file makes, in words.

    >>> counted(ImportKind.PRODUCTS, 1), counted(ImportKind.TEXTS, 12)
    ('1 campaign', '12 texts')
    """
    word = {ImportKind.PERSONAS: "persona", ImportKind.PRODUCTS: "campaign", ImportKind.TEXTS: "text"}[kind]
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
