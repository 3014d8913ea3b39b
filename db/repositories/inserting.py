"""Insert a row unless a unique key says that it is there already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_unless_there(connection: Connection, table: Table, values: Mapping[str, Any], *unique: str) -> bool:
    """True when a row was written; ``unique`` names the columns of the key. Two writers at once write one row."""
    return connection.execute(_statement(connection, table, unique), values).rowcount == 1


def insert_those_not_there(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], *unique: str
) -> None:
    """The same for many rows of the same columns, in one statement."""
    if rows:
        connection.execute(_statement(connection, table, unique), rows)


def _statement(connection: Connection, table: Table, unique: Sequence[str]) -> Executable:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement: Executable = dialect.insert(table).on_conflict_do_nothing(index_elements=list(unique))
    return statement
