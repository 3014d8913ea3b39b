"""Files that were brought in, and the texts that came with some."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from core.domain import ImportBatch, OwnText
from core.errors import NotFound
from db import tables
from db.repositories.reading import fetch, fetch_one
from db.repositories.rows import from_values, to_values
from db.repositories.table import TableRepository


class ImportBatches:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, batch: ImportBatch) -> None:
        self._connection.execute(insert(tables.import_batches).values(**to_values(batch)))

    def get(self, batch_id: str) -> ImportBatch:
        """Raises NotFound."""
        row = fetch_one(self._connection, select(tables.import_batches).where(tables.import_batches.c.id == batch_id))
        if row is None:
            raise NotFound("import", batch_id)
        return from_values(ImportBatch, row)

    def list(self, limit: int = 20) -> tuple[ImportBatch, ...]:
        """Newest first."""
        query = select(tables.import_batches).order_by(
            tables.import_batches.c.created_at.desc(), tables.import_batches.c.id
        )
        return tuple(from_values(ImportBatch, row) for row in fetch(self._connection, query.limit(limit)))

    def set_undone(self, batch_id: str, moment: datetime) -> None:
        self._connection.execute(
            update(tables.import_batches).where(tables.import_batches.c.id == batch_id).values(undone_at=moment)
        )


class OwnTexts(TableRepository[OwnText]):
    table, kind, word = tables.own_texts, OwnText, "text"

    def list(self, brand_id: str | None = None, *, limit: int | None = None) -> tuple[OwnText, ...]:
        """Newest first; of one brand or of all."""
        query = select(self.table).order_by(*self._newest_first()).limit(limit)
        if brand_id is not None:
            query = query.where(self.table.c.brand_id == brand_id)
        return tuple(self._thing(row) for row in fetch(self._connection, query))

    def examples(self, brand_id: str, channel: str, limit: int) -> tuple[str, ...]:
        """Texts of the brand in that channel that are to be written like, newest first."""
        own = (self.table.c.brand_id == brand_id, self.table.c.channel == channel, self.table.c.is_example)
        query = select(self.table.c.text).where(*own).order_by(*self._newest_first()).limit(limit)
        return tuple(self._connection.execute(query).scalars())
