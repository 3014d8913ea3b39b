"""Connections, and what is said of their prices."""

from __future__ import annotations

from core.domain import Connection, Price
from db import tables
from db.repositories.table import TableRepository


class Connections(TableRepository[Connection]):
    table, kind, word = tables.connections, Connection, "connection"

    def list(self) -> tuple[Connection, ...]:
        """In the order in which they were made."""
        return self._all()[::-1]


class Prices(TableRepository[Price]):
    table, kind, word = tables.prices, Price, "price"

    def list(self) -> tuple[Price, ...]:
        """The newest first."""
        return self._all()
