"""``python -m core complete "text"``: plain continuation, as GPT-2 does it."""

from __future__ import annotations

import argparse

from core.cli.arguments import Subparsers, say
from core.cli.connections import shelf_of
from core.errors import InvalidInput
from core.models.completion import complete
from core.settings import Settings


def add(commands: Subparsers) -> None:
    parser = commands.add_parser("complete", help="continue a text with any model")
    parser.add_argument("text", help="the text to continue")
    parser.add_argument("--model", help="a model's id or folder, or CONNECTION/MODEL; see the command models")
    parser.add_argument("--max-length", type=int, default=50, help="tokens in all, the text included (default 50)")
    parser.add_argument("--num-return-sequences", type=int, default=1, help="how many continuations (default 1)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed writes the same texts (default 1)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> None:
    """Prints each text, the given one included, on a line of its own. Raises InvalidInput, ModelError."""
    if not arguments.text.strip():
        raise InvalidInput("text", "There is no text to continue.", "Give at least one word.")
    with shelf_of(settings) as shelf:
        for text in complete(
            shelf.get(arguments.model or settings.model, say),
            arguments.text,
            max_length=arguments.max_length,
            num_return_sequences=arguments.num_return_sequences,
            seed=arguments.seed,
        ):
            print(text)
