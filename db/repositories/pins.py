"""Pinned variants."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select

from db.repositories.inserting import insert_unless_there
from db.tables import pins


class Pins:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set(self, variant_id: str, pinned: bool) -> None:
        if pinned:
            insert_unless_there(self._connection, pins, {"variant_id": variant_id}, "variant_id")
        else:
            self._connection.execute(delete(pins).where(pins.c.variant_id == variant_id))

    def list(self) -> frozenset[str]:
        return frozenset(self._connection.execute(select(pins.c.variant_id)).scalars())
