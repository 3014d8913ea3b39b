"""``python -m core finetune``: train the house adapter from the house examples, or fit the judge of sense to marks."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.channels.catalogue import load_catalogue
from core.cli.arguments import Subparsers, say
from core.errors import InvalidInput
from core.house.marks import FILES, read_marks
from core.judge.judge import FILE as JUDGE
from core.models.bundled import ADAPTER, unpacked_bundle
from core.settings import Settings
from core.training.settings import Taught, TrainingSettings

MENDING_RATE = 2e-4
"""Learning rate of a training from mended drafts: little is to be changed in a model that writes."""


def add(commands: Subparsers) -> None:
    parser = commands.add_parser("finetune", help="train a model; stopped, it goes on where it was")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--house", action="store_true", help="the house adapter, from the house examples")
    what.add_argument("--judge", action="store_true", help="the judge of sense, from the drafts that people marked")
    parser.add_argument("--epochs", type=float, default=TrainingSettings().epochs, help="times through the examples")
    by = parser.add_mutually_exclusive_group()
    by.add_argument("--direct", action="store_true", help="only from the direct texts, as drafting asks for them")
    by.add_argument("--mended", action="store_true", help="from the model's own drafts that people marked and mended")
    parser.add_argument(
        "--marked",
        nargs="+",
        default=[],
        choices=sorted(file.stem for file in FILES),
        help="with --mended: of these files alone",
    )
    parser.add_argument("--workers", type=int, default=1, help="processes that share the work, a core each")
    parser.add_argument("--from", type=Path, dest="begin_with", help="folder of an adapter that is taught further")
    parser.add_argument("--out", type=Path, default=ADAPTER, help="the adapter's folder")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> None:
    """Raises InvalidInput, ModelError."""
    if arguments.judge:
        _fit_judge()
    else:
        _train_house(arguments, settings)


def _fit_judge() -> None:
    from core.judge.fit import fit, write  # torch takes seconds to import

    fitted = fit(read_marks())
    write(fitted, JUDGE)
    marks = ", ".join(f"{count} {mark}" for mark, count in fitted.marks.items())
    say(f"The judge is in {JUDGE}, by {marks}. It puts the pasted before nonsense in {fitted.order:.0%} of pairs.")


def _train_house(arguments: argparse.Namespace, settings: Settings) -> None:
    from core.training.house import train_house  # training's libraries take seconds to import

    if not 0 < arguments.epochs <= 20:
        raise InvalidInput("--epochs", f"{arguments.epochs:g} epochs cannot be trained.", "Choose 0.1 to 20.")
    if not 1 <= arguments.workers <= 64:
        raise InvalidInput("--workers", f"{arguments.workers} workers cannot be had.", "Choose one a core.")
    base = unpacked_bundle(settings.var_dir, say)
    taught = Taught.MENDED if arguments.mended else Taught.DIRECT if arguments.direct else Taught.ALL
    rate = MENDING_RATE if arguments.mended else TrainingSettings().learning_rate
    wanted = TrainingSettings(
        epochs=arguments.epochs, taught=taught, marked=tuple(arguments.marked), learning_rate=rate
    )
    work = settings.var_dir / "training" / "house"
    digest = train_house(
        base,
        load_catalogue(),
        wanted,
        work=work,
        out=arguments.out,
        workers=arguments.workers,
        tell=say,
        begin_with=arguments.begin_with,
    )
    say(f"The adapter is in {arguments.out}, SHA-256 {digest}.")
