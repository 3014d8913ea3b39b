"""Drafts, the shown ones (variants) among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select, update

from core.domain import Draft
from core.errors import NotFound
from db.repositories.inserting import insert_those_not_there
from db.repositories.reading import fetch, fetch_one
from db.repositories.rows import from_values, to_values
from db.tables import drafts


class Drafts:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_all(self, new: Sequence[Draft]) -> None:
        """Idempotent: a (run, cell, number) that is there already is left as it is."""
        insert_those_not_there(self._connection, drafts, list(map(to_values, new)), "run_id", "cell", "number")

    def get(self, draft_id: str) -> Draft:
        """Raises NotFound."""
        row = fetch_one(self._connection, select(drafts).where(drafts.c.id == draft_id))
        if row is None:
            raise NotFound("text", draft_id)
        return from_values(Draft, row)

    def list(self, run_id: str, cell: int | None = None) -> tuple[Draft, ...]:
        """By cell and number."""
        query = select(drafts).where(drafts.c.run_id == run_id).order_by(drafts.c.cell, drafts.c.number)
        if cell is not None:
            query = query.where(drafts.c.cell == cell)
        return tuple(from_values(Draft, row) for row in fetch(self._connection, query))

    def set_ranks(self, ranks: Mapping[str, int | None]) -> None:
        for draft_id, rank in ranks.items():
            self._connection.execute(update(drafts).where(drafts.c.id == draft_id).values(rank=rank))
