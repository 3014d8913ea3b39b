"""What the commands share: arguments, messages, output."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TextIO

from core.errors import InvalidInput
from core.secrets import redacted

Subparsers = Any
"""argparse keeps the type of its sub-parsers to itself."""


class Parser(argparse.ArgumentParser):
    """Raises InvalidInput where argparse would print its usage and end the process."""

    def error(self, message: str) -> NoReturn:
        raise InvalidInput("arguments", f"{message}.", f"See {self.prog} --help.")


def say(line: str) -> None:
    """Progress and messages go to standard error, each on one line; standard output is for machines."""
    print(redacted(" ".join(line.split())), file=sys.stderr, flush=True)


def add_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, help="write here instead of to standard output")


@contextmanager
def output(path: Path | None) -> Iterator[TextIO]:
    """The named file or standard output, as UTF-8 with plain line ends.

    A file gets its name when the block ends well; until then, and after an error, what had that name
    before is untouched. Raises InvalidInput for a path that cannot be written.
    """
    if path is None:
        with _standard_output() as out:
            yield out
    elif path.exists() and not path.is_file() and not path.is_dir():
        # A pipe or a device is written to; renaming a file over it would remove it.
        with path.open("w", encoding="utf-8", newline="") as out:
            yield out
    else:
        with _beside(path.resolve()) as out:
            yield out


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    """Whatever the terminal's own encoding is: the lines are for machines."""
    sys.stdout.flush()
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=True)
    try:
        yield out
    finally:
        out.detach()


@contextmanager
def _beside(path: Path) -> Iterator[TextIO]:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    if path.is_dir():
        raise InvalidInput("--out", f"{path} is a folder.", "Name a file in it.")
    try:
        out = part.open("x", encoding="utf-8", newline="")
    except OSError as error:
        raise InvalidInput("--out", f"{path} cannot be written: {error.strerror}.", "Name another file.") from error
    try:
        with out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
