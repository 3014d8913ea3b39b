"""A server in a process of its own that writes from the brief, and can be killed.

    python -m tests.support.writing_server [--seconds 0.3]

It says its address on a line, takes ``--seconds`` for each answer, and lives until its input ends.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.engines.base import Message, Prompt, PromptStyle
from core.engines.scripted import from_the_brief
from tests.support.scripted_server import Behaviour, Exchange, ScriptedServer, says

ROOT = Path(__file__).parents[2]


def writes(exchange: Exchange, *, seconds: float = 0.0) -> None:
    """What a good writer would say of the brief, another text for each seed and each of several together."""
    messages = [message for message in exchange.body["messages"] if message["role"] == "user"]
    brief = next(message for message in reversed(messages) if "Brand: " in message["content"])
    prompt = Prompt(style=PromptStyle.CHAT, messages=(Message("user", brief["content"]),))
    seed, count = exchange.body["seed"], exchange.body.get("n", 1)
    exchange.server.studio.ends.wait(seconds)
    says(*(from_the_brief(prompt, seed + number) for number in range(count)))(exchange)


def slowly(seconds: float) -> Behaviour:
    return lambda exchange: writes(exchange, seconds=seconds)


@dataclass(frozen=True, slots=True)
class WritingServer:
    address: str
    process: subprocess.Popen[str]

    def kill(self) -> None:
        """SIGKILL: what is under way breaks off, and nobody listens any more."""
        self.process.kill()
        self.process.wait(10)


@contextmanager
def writing_server(seconds: float) -> Iterator[WritingServer]:
    command = [sys.executable, "-m", "tests.support.writing_server", "--seconds", str(seconds)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield WritingServer(process.stdout.readline().strip(), process)
        finally:
            process.kill()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=0.3)
    server = ScriptedServer(slowly(parser.parse_args().seconds))
    print(server.address, flush=True)
    sys.stdin.read()
    server.close()


if __name__ == "__main__":
    main()
