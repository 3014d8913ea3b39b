"""The app as a person runs it: a process that serves a data folder, to be killed and started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 60


class StudioServer:
    def __init__(self, var_dir: Path, *, engine: str = "auto") -> None:
        self.var_dir = var_dir
        self._engine = engine
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self._port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Returns once the app answers."""
        environment = {
            **os.environ,
            "HOUSESTYLE_VAR_DIR": str(self.var_dir),
            "HOUSESTYLE_ENGINE": self._engine,
            "HOUSESTYLE_HUB_OFFLINE": "true",
        }
        log = (self.var_dir / "server.log").open("ab")
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self._port)]
        self._process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        deadline = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            log_text = (self.var_dir / "server.log").read_text(encoding="utf-8")
            assert self._process.poll() is None, log_text
            assert time.monotonic() < deadline, log_text
            time.sleep(0.1)

    def kill(self) -> None:
        """SIGKILL: no goodbye, nothing flushed."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(30)
            self._process = None

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2) as response:
                answer: bool = response.read() == b"ok"
                return answer
        except OSError:
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
