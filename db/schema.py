"""Bring a database to this release's schema, with a backup first."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from core.errors import SchemaTooNew

MIGRATIONS = Path(__file__).parent / "migrations"
POSTGRESQL_LOCK = 7_201_946_311
"""An arbitrary number that only our migrations lock."""


def migrate(engine: Engine, backup_dir: Path) -> None:
    """Upgrade to the newest schema, all or nothing; a second process waits for the first.

    A SQLite file with an older schema is copied to ``backup_dir`` before.
    Raises SchemaTooNew and StorageError.
    """
    config = _config()
    newest = ScriptDirectory.from_config(config).get_current_head()
    if engine.dialect.name == "sqlite":
        _back_up_if_older(engine, newest, backup_dir)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": POSTGRESQL_LOCK})
        current = _revision(connection)
        if current == newest:
            return
        _refuse_newer(config, current)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _refuse_newer(config: Config, current: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise SchemaTooNew(
            f"This data was written by a newer Housestyle (schema {current}).",
            "Start that release, or restore a backup made by this one.",
        )


def _back_up_if_older(engine: Engine, newest: str | None, backup_dir: Path) -> None:
    with engine.connect() as connection:
        current = _revision(connection)
    if current is None or current == newest or engine.url.database is None:
        return
    backup_dir.mkdir(parents=True, exist_ok=True)
    target = backup_dir / f"before-{newest}-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.sqlite"
    with closing(sqlite3.connect(engine.url.database)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
