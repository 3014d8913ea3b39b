"""``python -m core export``: stored variants as CSV or JSONL."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core.bootstrap import build
from core.cli.arguments import Subparsers, say
from core.domain import VariantFilter
from core.settings import Settings

VERDICTS = ("approved", "rejected", "undecided")


def add(commands: Subparsers) -> None:
    parser = commands.add_parser("export", help="write stored variants as CSV or JSONL")
    parser.add_argument("--format", choices=("review-csv", "jsonl"), default="review-csv")
    parser.add_argument("--out", type=Path, help="write here instead of to standard output")
    parser.add_argument("--campaign", action="append", default=[], metavar="ID", help="only this campaign; repeatable")
    parser.add_argument("--persona", action="append", default=[], metavar="ID", help="only this persona; repeatable")
    parser.add_argument("--channel", action="append", default=[], metavar="ID", help="only this channel; repeatable")
    parser.add_argument("--decision", action="append", default=[], choices=VERDICTS, help="repeatable")
    parser.add_argument("--min-stars", type=float, help="only variants rated at least this on average")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> None:
    """Raises InvalidInput, StorageError."""
    application = build(settings)
    for channel in arguments.channel:
        application.channels.get(channel)
    wanted = VariantFilter(
        campaign_ids=tuple(arguments.campaign),
        persona_ids=tuple(arguments.persona),
        channels=tuple(arguments.channel),
        verdicts=tuple(arguments.decision),
        min_stars=arguments.min_stars,
    )
    exports = application.exports
    content = exports.csv(wanted) if arguments.format == "review-csv" else exports.jsonl(wanted)
    if arguments.out:
        arguments.out.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)
    say(f"{exports.count(wanted)} variants written.")
