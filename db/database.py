"""The database: opened lazily, migrated once, used through units of work."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError

from core.errors import StorageError
from db import sqlite
from db.errors import in_our_words, stored_json
from db.schema import migrate
from db.unit_of_work import UnitOfWork


class Database:
    """SQLite or PostgreSQL, by URL. Nothing is opened before the first use."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(
            url, pool_pre_ping=not url.startswith("sqlite"), json_deserializer=stored_json, hide_parameters=True
        )
        event.listen(self._engine, "handle_error", _tell)
        if self._engine.dialect.name == "sqlite":
            sqlite.prepare(self._engine)

    def migrate(self, backup_dir: Path) -> None:
        """Bring the schema to this release. Raises SchemaTooNew, StorageError."""
        try:
            migrate(self._engine, backup_dir)
        except DBAPIError as error:  # raised while connecting, where no listener hears it
            raise in_our_words(error.orig or error) from error

    def work(self) -> UnitOfWork:
        """A unit of work that may write; rolls back unless told to commit."""
        return UnitOfWork(self._engine)

    def read(self) -> UnitOfWork:
        """A unit of work that only reads, and so waits for no writer."""
        return UnitOfWork(self._engine.execution_options(**{sqlite.READ_ONLY: True}))

    def close(self) -> None:
        self._engine.dispose()


def _tell(context: ExceptionContext) -> StorageError | None:
    """What to raise instead: ours for what the driver refused, nothing else for a bug or a stopped process."""
    refused = isinstance(context.sqlalchemy_exception, DBAPIError)
    if refused or isinstance(context.original_exception, UnicodeError | OverflowError):
        return in_our_words(context.original_exception)
    return None
