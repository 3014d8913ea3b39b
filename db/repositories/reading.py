"""Fetch rows by the names of their columns, and by as many ids as a statement may carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select

from db.errors import damaged

Row = dict[str, Any]
AT_ONCE = 500
"""Ids in one query: both databases limit how many values a statement may carry."""


def at_once(identifiers: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids in portions that one statement may carry."""
    for start in range(0, len(identifiers), AT_ONCE):
        yield identifiers[start : start + AT_ONCE]


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
