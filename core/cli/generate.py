"""``python -m core generate BRIEF.json``: variants for every persona and channel of a brief file."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from core.cli.arguments import Subparsers, add_out, output, say
from core.cli.channels import known_channels
from core.cli.connections import require_local_only, shelf_of
from core.domain import Brief, Draft, Recipe, RunRequest
from core.exports.variant_line import variant_line
from core.generation.at_once import write_at_once
from core.generation.plan import cells_of
from core.imports.brief_file import read_briefs
from core.sampling import PRESETS
from core.settings import Settings


def add(commands: Subparsers) -> None:
    parser = commands.add_parser("generate", help="write variants for a brief file, one JSON object a line")
    parser.add_argument("brief", type=Path, help="the brief file (JSON)")
    parser.add_argument("--n", type=int, default=4, help="variants for each persona and channel (default 4)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed writes the same texts (default 1)")
    parser.add_argument("--model", help="a model's id, or CONNECTION/MODEL; see the command models")
    parser.add_argument("--recipe", default="Balanced", choices=list(PRESETS), help="how bold (default Balanced)")
    parser.add_argument("--drafts", action="store_true", help="print the drafts that were not chosen as well")
    add_out(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> None:
    """Raises InvalidInput for a bad brief or argument, ModelError for a model that cannot be had, StorageError."""
    channels = known_channels(settings)
    briefs = read_briefs(arguments.brief, channels)
    recipe = Recipe(id=arguments.recipe.lower(), name=arguments.recipe, settings=PRESETS[arguments.recipe])
    model = settings.model if arguments.model is None else arguments.model
    require_local_only(settings, model, briefs)
    cells = cells_of(RunRequest(briefs=briefs, recipes=(recipe,), model=model, n=arguments.n, seed=arguments.seed))
    with output(arguments.out) as out, shelf_of(settings) as shelf:
        engine = shelf.get(model, say)
        written = write_at_once(engine, channels, cells, n=arguments.n, seed=arguments.seed)
        for cell, drafts in zip(cells, written, strict=True):
            for draft in sorted(drafts, key=_place):
                if draft.rank is not None or arguments.drafts:
                    out.write(json.dumps(variant_line(cell.brief, draft), ensure_ascii=False) + "\n")
            out.flush()
            _tell(cell.brief, drafts, arguments.n)


def _place(draft: Draft) -> tuple[bool, int]:
    """Variants by rank, then the other drafts as they were drawn."""
    return draft.rank is None, draft.number if draft.rank is None else draft.rank


def _tell(brief: Brief, drafts: tuple[Draft, ...], n: int) -> None:
    shown = sum(draft.rank is not None for draft in drafts)
    why = "" if shown == n else "; the others did not pass the checks (see --drafts)"
    say(f"{brief.persona.name}, {brief.channel}: {shown} of {n} from {len(drafts)} drafts{why}")
