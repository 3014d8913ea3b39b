"""Data of every released schema is there, unchanged, after the upgrade; a process killed in it completes it later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Engine,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    event,
    insert,
    select,
    types,
)
from sqlalchemy import create_engine as engine_of

from db import sqlite
from db.database import Database
from db.schema import _config
from db.tables import metadata

Rows = dict[str, list[dict[str, Any]]]
RELEASED = [script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()][:0:-1]
"""Every revision but the newest."""


class Killed(BaseException):
    """Stands for the process's death."""


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = engine_of(database_url)
    if engine.dialect.name == "sqlite":
        sqlite.prepare(engine)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("revision", RELEASED)
def test_data_of_a_released_schema_is_there_after_the_upgrade(
    engine: Engine, database_url: str, revision: str, tmp_path: Path
) -> None:
    before = _filled(engine, revision)
    database = Database(database_url)
    database.migrate(tmp_path / "backups")
    database.close()
    assert _hashes(_rows(engine, before)) == _hashes(before)
    assert sum(map(len, before.values())) >= 2 * len(before) > 20
    _require_same_as_fresh(engine)


@pytest.mark.parametrize("revision", RELEASED)
def test_an_upgrade_that_is_killed_after_any_statement_is_completed_at_the_next_start(
    engine: Engine, database_url: str, revision: str, tmp_path: Path
) -> None:
    before = _filled(engine, revision)
    kills = 0
    while _killed_after(kills + 1, database_url, tmp_path):
        kills += 1
        assert _hashes(_rows(engine, before)) == _hashes(before)
    assert kills > 5
    assert _hashes(_rows(engine, before)) == _hashes(before)
    _require_same_as_fresh(engine)


def _killed_after(statements: int, database_url: str, tmp_path: Path) -> bool:
    """Whether an upgrade was killed after so many statements that change the schema; else it is done."""
    left = statements

    def kill(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        nonlocal left
        if statement.strip().upper().startswith(("CREATE", "ALTER", "UPDATE ALEMBIC")):
            left -= 1
            if left == 0:
                raise Killed

    database = Database(database_url)
    event.listen(database._engine, "after_cursor_execute", kill)
    try:
        database.migrate(tmp_path / "backups")
    except Killed:
        return True
    finally:
        database.close()
    return False


def _require_same_as_fresh(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def _filled(engine: Engine, revision: str) -> Rows:
    """A database of that schema with two rows in each table, and what they hold."""
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    tables = _tables(engine)
    with engine.begin() as connection:
        for table in tables.sorted_tables:
            for place in range(2):
                connection.execute(insert(table), {column.name: _value(column, place) for column in table.columns})
    return _rows(engine, {table.name: [dict.fromkeys(table.columns.keys())] for table in tables.sorted_tables})


def _tables(engine: Engine) -> MetaData:
    found = MetaData()
    found.reflect(engine, only=lambda name, _: name != "alembic_version")
    return found


def _value(column: Column[Any], place: int) -> Any:
    """Of the column's type; keys of the tables are alike, so that references hold."""
    for kind, value in OF_TYPE:
        if isinstance(column.type, kind):
            return value(place)
    return f"row {place}" if column.name == "id" or column.foreign_keys else f"{column.name} {place}"[:16]


OF_TYPE: tuple[tuple[type, Callable[[int], Any]], ...] = (
    (Boolean, bool),
    (Integer, lambda place: place + 1),
    (Float, lambda place: place + 0.5),
    (DateTime, lambda place: datetime(2026, 1, 1 + place)),
    (Date, lambda place: date(2026, 2, 1 + place)),
    (LargeBinary, lambda place: b"\x00%d" % place),
    (types.JSON, lambda place: [f"“{place}” 咖啡"]),
)


def _rows(engine: Engine, like: Rows) -> Rows:
    """What the columns of ``like`` hold, in the order of their values."""
    tables = _tables(engine)
    with engine.connect() as connection:
        return {
            name: sorted(
                (
                    dict(row._mapping)
                    for row in connection.execute(select(*(tables.tables[name].c[column] for column in rows[0])))
                ),
                key=str,
            )
            for name, rows in like.items()
        }


def _hashes(rows: Rows) -> dict[str, list[str]]:
    return {
        name: [hashlib.sha256(json.dumps(row, sort_keys=True, default=str).encode()).hexdigest() for row in own]
        for name, own in rows.items()
    }
