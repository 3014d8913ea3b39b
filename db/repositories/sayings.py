"""What people said: ratings, edits, comparisons, decisions. Rows are added and never changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, or_, select

from db.repositories.inserting import insert_unless_there
from db.repositories.reading import Row, at_once, fetch
from db.repositories.rows import from_values, to_values

T = TypeVar("T")


class Sayings(Generic[T]):
    """One append-only table of one dataclass."""

    def __init__(self, connection: Connection, table: Table, kind: type[T]) -> None:
        self._connection = connection
        self._table = table
        self._kind = kind

    def add(self, saying: T) -> T:
        """Store it, once for each submit key; returns the row that stands."""
        values = to_values(saying)
        insert_unless_there(self._connection, self._table, values, "submit_key")
        query = select(self._table).where(self._table.c.submit_key == values["submit_key"])
        return from_values(self._kind, fetch(self._connection, query)[0])

    def list(self, variant_ids: Sequence[str]) -> tuple[T, ...]:
        """Oldest first."""
        rows: dict[int, Row] = {}
        for chosen in at_once(variant_ids):
            query = select(self._table).where(self._about(chosen))
            rows |= {row["seq"]: row for row in fetch(self._connection, query)}
        return tuple(from_values(self._kind, rows[seq]) for seq in sorted(rows))

    def _about(self, variant_ids: Sequence[str]) -> ColumnElement[bool]:
        return self._table.c.variant_id.in_(variant_ids)


class Comparisons(Sayings[T]):
    """Sayings about two variants at once."""

    def _about(self, variant_ids: Sequence[str]) -> ColumnElement[bool]:
        return or_(self._table.c.better_id.in_(variant_ids), self._table.c.worse_id.in_(variant_ids))
