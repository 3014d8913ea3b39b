"""``python -m core models``: models known, where each is, which is the default."""

from __future__ import annotations

import argparse

from core.cli.arguments import Subparsers
from core.cli.connections import shelf_of
from core.settings import Settings


def add(commands: Subparsers) -> None:
    parser = commands.add_parser("models", help="list the models known and where each is")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> None:
    """Prints a line a model; the default one is marked with a star."""
    del arguments
    with shelf_of(settings) as shelf:
        entries = shelf.list()
    width = max(len(entry.id) for entry in entries)
    for entry in entries:
        print(f"{'*' if entry.is_default else ' '} {entry.id:<{width}}  {entry.location:<8} {entry.note}")
