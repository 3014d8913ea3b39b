"""A PostgreSQL server of the tests' own: in a temporary folder, on a free port, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.system_packages import postgresql_bin

USER = "housestyle"


class Server:
    """Makes a new, empty database for each who asks."""

    def __init__(self, port: int, folder: Path) -> None:
        self.port = port
        self.folder = folder

    def new_database(self) -> str:
        """The SQLAlchemy URL of a fresh database."""
        name = f"test_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        return f"postgresql+psycopg://{USER}@127.0.0.1:{self.port}/{name}"

    def _address(self, name: str) -> str:
        return f"host=127.0.0.1 port={self.port} user={USER} dbname={name}"


@contextmanager
def running_server() -> Iterator[Server]:
    """A server for as long as the block lasts."""
    binaries = postgresql_bin()
    assert binaries is not None, "PostgreSQL is not installed"
    folder = Path(tempfile.mkdtemp(prefix="housestyle-pg-"))
    as_user = _unprivileged(folder)
    data, port = folder / "data", _free_port()
    subprocess.run(
        [
            *as_user,
            binaries / "initdb",
            "-D",
            data,
            "-U",
            USER,
            "-A",
            "trust",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        ],
        check=True,
        capture_output=True,
        cwd=folder,
    )
    settings = [f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", "fsync=off"]
    control = [*as_user, binaries / "pg_ctl", "-D", data]
    subprocess.run(
        [*control, "-w", "-l", folder / "log", "-o", " ".join(f"-c {setting}" for setting in settings), "start"],
        check=True,
        capture_output=True,
        cwd=folder,
    )
    try:
        yield Server(port, folder)
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, capture_output=True, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: there it runs as Debian's own user for it."""
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
