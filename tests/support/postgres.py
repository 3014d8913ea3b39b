"""A PostgreSQL server for the length of a test session: temporary, local, ended by its id."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

INSTALL = "Install the server with: apt-get install postgresql"
DEBIAN = Path("/usr/lib/postgresql")
START_SECONDS = 60.0
STOP_SECONDS = 30.0
SETTINGS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "shared_buffers=16MB", "max_connections=60")


class PostgresUnavailable(Exception):
    """A server cannot be had here; the message says how to mend it."""


@dataclass(frozen=True)
class PostgresServer:
    """A running server; ``port`` is on 127.0.0.1."""

    port: int
    user: str
    password: str
    folder: Path

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{self.user}:{self.password}@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """The URL of a new, empty database."""
        name = f"test_{uuid.uuid4().hex}"
        self._run(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.url(name)

    def drop_database(self, url: str) -> None:
        name = url.rsplit("/", 1)[-1]
        self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user=self.user,
            password=self.password,
            dbname="postgres",
            autocommit=True,
            connect_timeout=5,
        )

    def _run(self, statement: sql.Composed) -> None:
        with self.connect() as connection:
            connection.execute(statement)


@contextmanager
def temporary_server() -> Iterator[PostgresServer]:
    """A server in a folder of its own, gone afterwards. Raises PostgresUnavailable."""
    programs = _programs()
    identity = _identity()
    folder = Path(tempfile.mkdtemp(prefix="house-pg-"))
    try:
        if identity:
            shutil.chown(folder, identity["user"], identity["group"])
        password = _init(programs, folder, identity)
        process, server = _start(programs, folder, password, identity)
        try:
            yield server
        finally:
            _stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """The folder of ``initdb`` and ``postgres``: the newest of Debian's, else the one on PATH."""
    versions = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which("initdb")
    if not found or not Path(found).with_name("postgres").exists():
        raise PostgresUnavailable(f"There is no PostgreSQL server on this machine. {INSTALL}")
    return Path(found).parent


def _identity() -> dict[str, Any]:
    """What a child must become: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    try:
        account = pwd.getpwnam("postgres")
    except KeyError as error:
        raise PostgresUnavailable(f"Root cannot run PostgreSQL, and there is no user “postgres”. {INSTALL}") from error
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _init(programs: Path, folder: Path, identity: dict[str, Any]) -> str:
    password = secrets.token_hex(16)
    password_file = folder / "password"
    password_file.write_text(password)
    if identity:
        shutil.chown(password_file, identity["user"], identity["group"])
    password_file.chmod(0o600)
    done = subprocess.run(
        [
            *(str(programs / "initdb"), "--pgdata", str(folder / "data"), "--username", "house"),
            *("--pwfile", str(password_file), "--auth", "scram-sha-256"),
            *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        **identity,
    )
    if done.returncode:
        raise PostgresUnavailable(f"initdb failed: {done.stderr.strip()}")
    return password


def _start(
    programs: Path, folder: Path, password: str, identity: dict[str, Any]
) -> tuple[subprocess.Popen[bytes], PostgresServer]:
    server = PostgresServer(port=_free_port(), user="house", password=password, folder=folder)
    options = [part for setting in SETTINGS for part in ("-c", setting)]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [
                *(str(programs / "postgres"), "-D", str(folder / "data"), "-p", str(server.port)),
                *("-k", str(folder), "-c", "listen_addresses=127.0.0.1", *options),
            ],
            cwd=folder,
            stdout=log,
            stderr=log,
            **identity,
        )
    try:
        _wait_until_ready(process, server)
    except BaseException:
        _stop(process)
        raise
    return process, server


def _wait_until_ready(process: subprocess.Popen[bytes], server: PostgresServer) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            server.connect().close()
        except psycopg.OperationalError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                log = (server.folder / "server.log").read_text(errors="replace")
                raise PostgresUnavailable(f"The PostgreSQL server did not start: {log[-2000:]}") from error
            time.sleep(0.05)
        else:
            return


def _stop(process: subprocess.Popen[bytes]) -> None:
    """A fast shutdown: the server ends its sessions first."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
