"""``python -m core evaluate``: how many of a model's texts are usable, by channel and by failing check."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from core.channels.catalogue import Catalogue, load_catalogue
from core.cli.arguments import Subparsers, add_out, output, say
from core.cli.channels import known_channels
from core.cli.connections import require_local_only, shelf_of
from core.domain import Brief
from core.errors import InvalidInput
from core.evaluation.briefs import PER_CHANNEL, file_briefs, split_examples
from core.evaluation.evaluate import evaluate
from core.evaluation.report import as_json, as_table, rows_of
from core.exports.variant_line import variant_line
from core.generation.plan import MOST_VARIANTS
from core.house.reading import Split
from core.settings import Settings


def add(commands: Subparsers) -> None:
    parser = commands.add_parser("evaluate", help="write for many briefs and count what is usable")
    parser.add_argument("--briefs", type=Path, help="one brief file's object a line (default: the house test split)")
    parser.add_argument("--split", choices=["dev", "test"], default="test", help="of the house examples")
    parser.add_argument("--per-channel", type=int, default=PER_CHANNEL, help=f"briefs of it (default {PER_CHANNEL})")
    parser.add_argument("--model", help="a model's id, or CONNECTION/MODEL; see the command models")
    parser.add_argument("--n", type=int, default=8, help="variants for each brief (default 8)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed writes the same texts (default 1)")
    parser.add_argument(
        "--unaided", action="store_true", help="first draws only, without bounds: what the model does alone"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--texts", type=Path, help="write every draft here, one JSON object a line")
    add_out(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> None:
    """Raises InvalidInput for bad briefs or arguments, ModelError for a model that cannot be had, StorageError."""
    if not 1 <= arguments.n <= MOST_VARIANTS:
        raise InvalidInput("--n", f"{arguments.n} variants cannot be asked for.", f"Choose 1 to {MOST_VARIANTS}.")
    if arguments.per_channel < 1:
        raise InvalidInput("--per-channel", f"{arguments.per_channel} briefs are none.", "Choose 1 or more.")
    channels = load_catalogue() if arguments.briefs is None else known_channels(settings)
    briefs, house = _briefs(arguments, channels)
    model = settings.model if arguments.model is None else arguments.model
    require_local_only(settings, model, briefs)
    with output(arguments.out) as out, shelf_of(settings) as shelf:
        engine = shelf.get(model, say)
        written = evaluate(
            engine, channels, briefs, n=arguments.n, seed=arguments.seed, tell=say, aided=not arguments.unaided
        )
        rows = rows_of(written, channels, house)
        about = {"model": engine.info.model, "adapter": engine.info.adapter, "n": arguments.n, "seed": arguments.seed}
        out.write(json.dumps(as_json(rows, about), indent=2) + "\n" if arguments.json else as_table(rows, arguments.n))
    if arguments.texts is not None:
        with output(arguments.texts) as out:
            for one in written:
                for draft in one.drafts:
                    out.write(json.dumps(variant_line(one.brief, draft), ensure_ascii=False) + "\n")


def _briefs(arguments: argparse.Namespace, channels: Catalogue) -> tuple[tuple[Brief, ...], dict[Brief, str]]:
    """The briefs, and what a person has written for each where the house has that."""
    if arguments.briefs is not None:
        return file_briefs(arguments.briefs, channels), {}
    examples = split_examples(Split(arguments.split), arguments.per_channel)
    return tuple(example.brief for example in examples), {example.brief: example.text for example in examples}
