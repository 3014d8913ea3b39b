"""Fetch rows by the names of their columns."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select

from db.errors import damaged

Row = dict[str, Any]


def fetch(connection: Connection, query: Select[Any]) -> list[Row]:
    """Every row. Raises DatabaseDamaged for one whose values are not of their columns' types."""
    rows = connection.execute(query)
    try:
        return [row._asdict() for row in rows]
    except ValueError as error:
        raise damaged() from error


def fetch_one(connection: Connection, query: Select[Any]) -> Row | None:
    """The first row, or None."""
    return next(iter(fetch(connection, query.limit(1))), None)
