"""Fixtures that every test may ask for; nothing is started before a test asks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from db.database import Database
from tests.support.postgres import PostgresServer, PostgresUnavailable, temporary_server

settings.register_profile("house", derandomize=True, deadline=None, database=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One server a session (and one a worker of pytest-xdist). Without one: skipped, but on CI a failure."""
    serving = temporary_server()
    try:
        server = serving.__enter__()
    except PostgresUnavailable as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))
    yield server
    serving.__exit__(None, None, None)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A new, empty database of each family."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'house.sqlite'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    url = server.new_database()
    yield url
    server.drop_database(url)


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Iterator[Database]:
    """A migrated database of each family."""
    opened = Database(database_url)
    opened.migrate(tmp_path / "backups")
    yield opened
    opened.close()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A new SQLite file, for what only a file can show."""
    return f"sqlite:///{tmp_path / 'house.sqlite'}"


@pytest.fixture
def sqlite_database(sqlite_url: str, tmp_path: Path) -> Iterator[Database]:
    opened = Database(sqlite_url)
    opened.migrate(tmp_path / "backups")
    yield opened
    opened.close()
