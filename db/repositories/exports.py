"""Files that left, kept to be had again, and the templates that they were made after."""

from __future__ import annotations

import zlib
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from core.domain import ExportRecord, ExportTemplate
from core.errors import NotFound
from db.errors import damaged
from db.repositories.reading import fetch, fetch_one
from db.repositories.rows import from_values, to_values
from db.tables import export_templates, exports

RECORD = [column for column in exports.c if column.name != "content"]


class Exports:
    """Content is stored compressed: a review sheet repeats its prompts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, record: ExportRecord, content: bytes) -> None:
        values = {**to_values(record), "content": zlib.compress(content)}
        self._connection.execute(insert(exports).values(**values))

    def list(self, limit: int = 50) -> tuple[ExportRecord, ...]:
        """Newest first, without their content."""
        query = select(*RECORD).order_by(exports.c.created_at.desc(), exports.c.id).limit(limit)
        return tuple(from_values(ExportRecord, row) for row in fetch(self._connection, query))

    def get(self, export_id: str) -> ExportRecord:
        """Raises NotFound."""
        row = fetch_one(self._connection, select(*RECORD).where(exports.c.id == export_id))
        if row is None:
            raise NotFound("export", export_id)
        return from_values(ExportRecord, row)

    def same(self, record: ExportRecord, since: datetime) -> ExportRecord | None:
        """The newest since then that is the same file, taken by the same person."""
        query = (
            select(*RECORD)
            .where(
                exports.c.sha256 == record.sha256,
                exports.c.file_name == record.file_name,
                exports.c.profile_id == record.profile_id,
                exports.c.created_at >= since,
            )
            .order_by(exports.c.created_at.desc())
            .limit(1)
        )
        row = fetch_one(self._connection, query)
        return None if row is None else from_values(ExportRecord, row)

    def content(self, export_id: str) -> bytes:
        """Byte for byte. Raises NotFound, DatabaseDamaged."""
        row = fetch_one(self._connection, select(exports.c.content).where(exports.c.id == export_id))
        if row is None:
            raise NotFound("export", export_id)
        try:
            return zlib.decompress(row["content"])
        except zlib.error as error:
            raise damaged() from error

    def template(self, format_name: str) -> ExportTemplate | None:
        row = fetch_one(self._connection, select(export_templates).where(export_templates.c.format == format_name))
        return None if row is None else from_values(ExportTemplate, row)

    def set_template(self, template: ExportTemplate) -> None:
        """In the place of an earlier one of that format."""
        self.forget_template(template.format)
        self._connection.execute(insert(export_templates).values(**to_values(template)))

    def forget_template(self, format_name: str) -> None:
        self._connection.execute(delete(export_templates).where(export_templates.c.format == format_name))
