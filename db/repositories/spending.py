"""What requests took, and the ceilings over it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from core.domain import Ceiling, Usage
from db import tables
from db.repositories.reading import fetch
from db.repositories.rows import from_values, to_values
from db.repositories.table import TableRepository


class Usages:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, usage: Usage) -> None:
        self._connection.execute(insert(tables.usage).values(**to_values(usage)))

    def of_run(self, run_id: str) -> tuple[Usage, ...]:
        query = select(tables.usage).where(tables.usage.c.run_id == run_id).order_by(tables.usage.c.created_at)
        return tuple(from_values(Usage, row) for row in fetch(self._connection, query))

    def spent(self, *, run_id: str | None = None, campaign_id: str | None = None, since: datetime | None = None) -> int:
        """The cost of all that matches, in millionths."""
        query = select(func.coalesce(func.sum(tables.usage.c.cost), 0))
        for column, value in ((tables.usage.c.run_id, run_id), (tables.usage.c.campaign_id, campaign_id)):
            if value is not None:
                query = query.where(column == value)
        if since is not None:
            query = query.where(tables.usage.c.created_at >= since)
        return int(self._connection.execute(query).scalar_one())


class Ceilings(TableRepository[Ceiling]):
    table, kind, word = tables.ceilings, Ceiling, "ceiling"

    def list(self) -> tuple[Ceiling, ...]:
        """In the order in which they were made."""
        return self._all()[::-1]
