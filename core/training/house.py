"""The house adapter: the bundled model, taught by the house examples."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
import transformers
from transformers import AutoModelForCausalLM, AutoTokenizer

from core.channels.catalogue import Catalogue
from core.house.reading import FOLDER, Split, of_split
from core.models.adapter import read_card, save_adapter
from core.training.settings import TrainingSettings
from core.training.team import Team, train_together
from core.training.train import Point, Training


def train_house(
    base: Path,
    channels: Catalogue,
    settings: TrainingSettings,
    *,
    work: Path,
    out: Path,
    workers: int,
    tell: Callable[[str], None],
) -> str:
    """Train, or go on training, the model in the folder ``base`` and write the adapter; returns its SHA-256.

    ``work`` keeps checkpoints, so that a training that was stopped goes on, with as many ``workers`` or another
    number: the sums are the same but for their last digits.
    """
    train_together(workers, work.with_name(f"{work.name}.meeting"), _train, base, channels, settings, work, out, tell)
    return str(read_card(out)["sha256"])


def _train(
    team: Team,
    base: Path,
    channels: Catalogue,
    settings: TrainingSettings,
    work: Path,
    out: Path,
    tell: Callable[[str], None],
) -> None:
    model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32, local_files_only=True)
    tokenizer = AutoTokenizer.from_pretrained(base, local_files_only=True)
    training = Training(model, tokenizer, channels, settings, work, tell, team)
    curve = training.run(of_split(Split.TRAIN), of_split(Split.DEV))
    if team.is_first:
        save_adapter(training.model, out, _card(base, settings, curve))


def _card(base: Path, settings: TrainingSettings, curve: tuple[Point, ...]) -> dict[str, Any]:
    return {
        "base": base.name,
        "examples": {split.value: len(of_split(split)) for split in Split},
        "examples_sha256": _examples_hash(),
        "settings": asdict(settings),
        "curve": [asdict(point) for point in curve if point.dev is not None or point == curve[-1]],
        "versions": {"torch": torch.__version__, "transformers": transformers.__version__},
    }


def _examples_hash() -> str:
    digest = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*.txt")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
