"""What requests took, and the ceilings over it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, select

from core.domain import Ceiling, Spent, Usage
from db import tables
from db.repositories.reading import Row, fetch
from db.repositories.rows import from_values, to_values
from db.repositories.table import TableRepository

USAGE = tables.usage.c
SUMS = (
    func.count().label("requests"),
    (func.count() - func.count(USAGE.cost)).label("unpriced"),
    func.coalesce(func.sum(USAGE.prompt_tokens), 0).label("prompt_tokens"),
    func.coalesce(func.sum(USAGE.completion_tokens), 0).label("completion_tokens"),
    func.coalesce(func.sum(USAGE.cost), 0).label("cost"),
)


class Usages:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, usage: Usage) -> None:
        self._connection.execute(insert(tables.usage).values(**to_values(usage)))

    def of_run(self, run_id: str) -> tuple[Usage, ...]:
        query = select(tables.usage).where(USAGE.run_id == run_id).order_by(USAGE.created_at)
        return tuple(from_values(Usage, row) for row in fetch(self._connection, query))

    def spent(
        self, *, run_id: str | None = None, campaign_id: str | None = None, since: datetime | None = None
    ) -> Spent:
        """All that matches, together."""
        conditions: list[ColumnElement[bool]] = []
        if run_id is not None:
            conditions.append(USAGE.run_id == run_id)
        if campaign_id is not None:
            conditions.append(USAGE.campaign_id == campaign_id)
        if since is not None:
            conditions.append(USAGE.created_at >= since)
        (row,) = fetch(self._connection, select(*SUMS).where(*conditions))
        return _spent(row)

    def by_campaign(self, since: datetime) -> tuple[tuple[str | None, Spent], ...]:
        """(campaign id, what it took since then), the last used first; None is for what was written for no campaign."""
        return self._grouped(USAGE.campaign_id, USAGE.created_at >= since)

    def by_run(self, limit: int) -> tuple[tuple[str, Spent], ...]:
        """(run id, what it took), the last used first."""
        return self._grouped(USAGE.run_id, limit=limit)

    def _grouped(
        self, column: ColumnElement[Any], *conditions: ColumnElement[bool], limit: int | None = None
    ) -> tuple[tuple[Any, Spent], ...]:
        query = select(column.label("key"), *SUMS).where(*conditions).group_by(column)
        query = query.order_by(func.max(USAGE.created_at).desc()).limit(limit)
        return tuple((row["key"], _spent(row)) for row in fetch(self._connection, query))


def _spent(row: Row) -> Spent:
    """PostgreSQL adds up to decimals."""
    names = ("requests", "unpriced", "prompt_tokens", "completion_tokens", "cost")
    return Spent(**{name: int(row[name]) for name in names})


class Ceilings(TableRepository[Ceiling]):
    table, kind, word = tables.ceilings, Ceiling, "ceiling"

    def list(self) -> tuple[Ceiling, ...]:
        """In the order in which they were made."""
        return self._all()[::-1]
