from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from core.errors import DatabaseDamaged, SchemaTooNew
from db.database import Database
from db.schema import _config
from db.sqlite import wal_is_safe
from db.tables import metadata


def test_the_migrations_make_the_tables_of_the_code(database: Database, database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_migrating_twice_changes_nothing(database: Database, tmp_path: Path) -> None:
    database.migrate(tmp_path / "backups")
    assert not (tmp_path / "backups").exists()


def test_data_of_a_newer_release_is_refused(database: Database, database_url: str, tmp_path: Path) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(SchemaTooNew, match="newer Housestyle"):
        database.migrate(tmp_path / "backups")


def test_an_older_file_is_copied_before_it_is_upgraded(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    config = _config()
    with create_engine(f"sqlite:///{path}").begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    database = Database(f"sqlite:///{path}")
    database.migrate(tmp_path / "backups")
    database.close()
    (copy,) = (tmp_path / "backups").iterdir()
    with sqlite3.connect(copy) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "broken.sqlite"
    path.write_bytes(b"not a database at all, whatever its name says" * 50)
    before = path.read_bytes()
    database = Database(f"sqlite:///{path}")
    with pytest.raises(DatabaseDamaged, match="left as it is"):
        database.migrate(tmp_path / "backups")
    database.close()
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("version", "is_safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
    ],
)
def test_wal_only_where_the_reset_bug_is_fixed(version: tuple[int, ...], is_safe: bool) -> None:
    assert wal_is_safe(version) is is_safe
