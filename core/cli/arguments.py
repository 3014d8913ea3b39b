"""What the commands share."""

from __future__ import annotations

import argparse
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, TextIO


def say(line: str) -> None:
    """Progress and messages go to standard error; standard output is for machines."""
    print(line, file=sys.stderr, flush=True)


def output(path: Path | None) -> AbstractContextManager[TextIO]:
    """The named file, or standard output."""
    if path is None:
        return nullcontext(sys.stdout)
    return path.open("w", encoding="utf-8")


def add_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, help="write here instead of to standard output")


Subparsers = Any
"""argparse keeps the type of its sub-parsers to itself."""
