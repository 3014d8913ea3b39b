"""What tests of every tier share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.database import Database
from tests.support.postgres import Server, running_server
from tests.system_packages import command, postgresql_bin


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """One server for all tests that want one. Where it cannot be had they are skipped, but never in CI."""
    if postgresql_bin() is None:
        hint = f"PostgreSQL is not installed: {command(['postgresql'])}"
        if os.environ.get("CI"):
            pytest.fail(hint)
        pytest.skip(hint)
    with running_server() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.sqlite'}"
    server: Server = request.getfixturevalue("postgres_server")
    return server.new_database()


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Iterator[Database]:
    """A migrated database, once of each kind."""
    database = Database(database_url)
    database.migrate(tmp_path / "backups")
    yield database
    database.close()
