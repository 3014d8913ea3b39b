"""What tests of every tier share."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from db.database import Database
from tests.support import seeded
from tests.support.postgres import Server, running_server
from tests.system_packages import command, postgresql_bin


@pytest.fixture(scope="session", autouse=True)
def _no_key_is_left_behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """In no file of the whole run is the key that connections are given: databases, jobs, logs, exports, backups."""
    yield
    found = seeded.files_with_it(tmp_path_factory.getbasetemp())
    assert not found, f"the key stands in {', '.join(map(str, found))}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Nor is it in what any test prints or logs, or in the trace of one that fails."""
    report = yield
    if seeded.is_in("".join(content for _, content in report.sections)) or seeded.is_in(report.longreprtext):
        report.outcome, report.sections, report.longrepr = "failed", [], "The key of the tests was printed."
    return report


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
        found = seeded.files_with_it(server.folder)
        assert not found, f"the key stands in {', '.join(map(str, found))}"


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
