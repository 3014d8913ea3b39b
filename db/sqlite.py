"""How we use SQLite: who may write when, and what survives a power cut."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, event

from db.errors import damaged

READ_ONLY = "housestyle_read_only"
BUSY_MILLISECONDS = 30_000
FIXED_ON_BRANCHES = ((3, 50, 7), (3, 44, 6))


def wal_is_safe(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Whether the library is free of the WAL-reset bug.

    Source: SQLite release notes; fixed in 3.51.3 and, on their branches, 3.50.7 and 3.44.6.
    """
    if version >= (3, 51, 3):
        return True
    return any(version[:2] == fixed[:2] and version >= fixed for fixed in FIXED_ON_BRANCHES)


SETTINGS = (
    f"busy_timeout = {BUSY_MILLISECONDS}",
    "foreign_keys = ON",
    "synchronous = FULL",
    f"journal_mode = {'WAL' if wal_is_safe() else 'DELETE'}",
)


def prepare(engine: Engine) -> None:
    """Set every new connection up, and open each transaction ourselves.

    A writer takes the write lock at once (BEGIN IMMEDIATE): one that upgraded a read lock later could
    be refused in the middle. A reader never takes it.
    """

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver would open transactions by itself, and never around DDL
        try:
            for setting in SETTINGS:
                connection.execute(f"PRAGMA {setting}").close()
        except UnicodeDecodeError as error:  # SQLite's own message quoted a damaged schema
            raise damaged() from error
        connection.create_function("lower", 1, _lower, deterministic=True)  # its own knows ASCII only

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        read_only = connection.get_execution_options().get(READ_ONLY, False)
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value
