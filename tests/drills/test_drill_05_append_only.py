from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from core.domain import Comparison, Decision, Edit, Verdict
from db.database import Database
from db.tables import APPEND_ONLY
from tests.support.building import NOON, a_rating, new_id, stored_variants

Rows = list[dict[str, Any]]


@pytest.fixture
def raw(database: Database, database_url: str) -> Iterator[Engine]:
    """Whoever reaches the tables past our code, with one row in each append-only table."""
    profile, _, (one, two) = stored_variants(database, 2)
    said: dict[str, Any] = {"profile_id": profile.id, "created_at": NOON}
    with database.work() as work:
        work.ratings.add(a_rating(one, profile))
        work.edits.add(
            Edit(id=new_id(), submit_key="e", variant_id=one.id, text="Hi", length=2, passed=True, checks=(), **said)
        )
        work.comparisons.add(Comparison(id=new_id(), submit_key="c", better_id=one.id, worse_id=two.id, **said))
        work.decisions.add(
            Decision(id=new_id(), submit_key="d", variant_id=one.id, verdict=Verdict.APPROVED, reason="", **said)
        )
        work.commit()
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET profile_id = profile_id",
        "UPDATE {table} SET submit_key = 'another' WHERE seq > 0",
        "DELETE FROM {table}",
        "DELETE FROM {table} WHERE seq = 1",
    ],
)
def test_what_people_said_cannot_be_changed_or_deleted(raw: Engine, table: str, statement: str) -> None:
    before = rows_of(raw, table)
    refused(raw, statement.format(table=table))
    assert rows_of(raw, table) == before


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_replacing_or_emptying_is_no_way_round(raw: Engine, table: str) -> None:
    before = rows_of(raw, table)
    columns = ", ".join(before[0])
    if raw.dialect.name == "postgresql":
        refused(raw, f"TRUNCATE {table}")
        refused(raw, f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT (seq) DO UPDATE SET submit_key = 'x'")
    else:
        others = columns.replace("submit_key", "'another'")
        refused(raw, f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {others} FROM {table}")
        with raw.begin() as connection:
            same_key = columns.replace("profile_id", "profile_id || ''").replace("seq", "seq + 1")
            connection.execute(text(f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {same_key} FROM {table}"))
    assert rows_of(raw, table) == before


def refused(engine: Engine, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text(statement))


def rows_of(engine: Engine, table: str) -> Rows:
    with engine.connect() as connection:
        rows = [row._asdict() for row in connection.execute(text(f"SELECT * FROM {table}"))]
    assert len(rows) == 1
    return rows
