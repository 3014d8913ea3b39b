"""Runs and their cells. A cell's brief and recipe are stored as they were: frozen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from core.domain import Cell, Run, RunStatus
from core.errors import NotFound
from db.repositories.reading import Row, fetch, fetch_one
from db.repositories.rows import from_values, to_plain, to_values
from db.tables import run_cells, runs


class Runs:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, run: Run) -> None:
        values = to_values(run)
        del values["cells"]
        self._connection.execute(insert(runs).values(**values))
        rows = [{**to_values(cell), "run_id": run.id, "channel": cell.brief.channel} for cell in run.cells]
        if rows:
            self._connection.execute(insert(run_cells), rows)

    def get(self, run_id: str) -> Run:
        """Raises NotFound."""
        row = fetch_one(self._connection, select(runs).where(runs.c.id == run_id))
        if row is None:
            raise NotFound("run", run_id)
        return self._run(row)

    def status(self, run_id: str) -> RunStatus:
        """Raises NotFound."""
        row = fetch_one(self._connection, select(runs.c.status).where(runs.c.id == run_id))
        if row is None:
            raise NotFound("run", run_id)
        return RunStatus(row["status"])

    def is_known(self, run_id: str) -> bool:
        return fetch_one(self._connection, select(runs.c.id).where(runs.c.id == run_id)) is not None

    def campaign_id(self, run_id: str) -> str | None:
        """The campaign of a run; None for a run without one, and for a run that is not stored."""
        row = fetch_one(self._connection, select(runs.c.campaign_id).where(runs.c.id == run_id))
        return row["campaign_id"] if row else None

    def list(self, *, campaign_id: str | None = None, limit: int = 50) -> tuple[Run, ...]:
        """Newest first."""
        query = select(runs).order_by(runs.c.created_at.desc(), runs.c.id).limit(limit)
        if campaign_id is not None:
            query = query.where(runs.c.campaign_id == campaign_id)
        return tuple(self._run(row) for row in fetch(self._connection, query))

    def campaign_ids(self) -> tuple[str, ...]:
        """The campaigns that runs were started for, the last started first."""
        last = func.max(runs.c.created_at).desc()
        query = select(runs.c.campaign_id).where(runs.c.campaign_id.is_not(None))
        return tuple(self._connection.execute(query.group_by(runs.c.campaign_id).order_by(last)).scalars())

    def personas_written_for(self) -> frozenset[str]:
        """Ids of all personas that a run has written for."""
        query = select(run_cells.c.persona_id).where(run_cells.c.persona_id.is_not(None)).distinct()
        return frozenset(self._connection.execute(query).scalars())

    def set_status(
        self, run_id: str, status: RunStatus, *, error: str = "", finished_at: datetime | None = None
    ) -> None:
        """Raises NotFound."""
        values: dict[str, Any] = {"status": to_plain(status), "error": error, "finished_at": finished_at}
        if self._connection.execute(update(runs).where(runs.c.id == run_id).values(**values)).rowcount == 0:
            raise NotFound("run", run_id)

    def _run(self, row: Row) -> Run:
        query = select(run_cells).where(run_cells.c.run_id == row["id"]).order_by(run_cells.c.index)
        cells = [from_values(Cell, cell) for cell in fetch(self._connection, query)]
        return from_values(Run, {**row, "cells": cells})
