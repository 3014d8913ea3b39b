"""The house adapter: the bundled model, taught by the house examples and by its own drafts, mended."""

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
from core.house.marks import FILES as MARKS
from core.house.marks import read_marks
from core.house.reading import FOLDER, Split, of_split
from core.models.adapter import read_card, save_adapter
from core.training.rows import Lessons, lessons, mended_lessons
from core.training.settings import Taught, TrainingSettings
from core.training.team import Team, train_together
from core.training.train import Point, Training, check_beginning


def train_house(
    base: Path,
    channels: Catalogue,
    settings: TrainingSettings,
    *,
    work: Path,
    out: Path,
    workers: int,
    tell: Callable[[str], None],
    begin_with: Path | None = None,
) -> str:
    """Train, or go on training, the model in the folder ``base`` and write the adapter; returns its SHA-256.

    ``begin_with`` is the folder of an adapter that is to be taught further; it is looked at before the others of the
    team are started. Raises ModelNotFound, UnsafeWeights, InvalidInput.

    ``work`` keeps checkpoints, so that a training that was stopped goes on, with as many ``workers`` or another
    number: the sums are the same but for their last digits.
    """
    if begin_with is not None:
        check_beginning(begin_with, settings)
    meeting = work.with_name(f"{work.name}.meeting")
    train_together(workers, meeting, _train, base, channels, settings, work, out, tell, begin_with)
    return str(read_card(out)["sha256"])


def _train(
    team: Team,
    base: Path,
    channels: Catalogue,
    settings: TrainingSettings,
    work: Path,
    out: Path,
    tell: Callable[[str], None],
    begin_with: Path | None,
) -> None:
    model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32, local_files_only=True)
    tokenizer = AutoTokenizer.from_pretrained(base, local_files_only=True)
    training = Training(model, tokenizer, settings, work, tell, team, begin_with)
    curve = training.run(*(lessons_of(split, channels, settings) for split in (Split.TRAIN, Split.DEV)))
    if team.is_first:
        save_adapter(training.model, out, _card(base, settings, curve, begin_with))


def lessons_of(split: Split, channels: Catalogue, settings: TrainingSettings) -> Lessons:
    """What a split teaches under these settings; what is held out is of all files of marks."""
    if settings.taught is Taught.MENDED:
        files = MARKS
        if split is Split.TRAIN and settings.marked:
            files = tuple(file for file in MARKS if file.stem in settings.marked)
        return mended_lessons([marked for marked in read_marks(files) if marked.split is split], channels)
    examples = [example for example in of_split(split) if example.direct or settings.taught is Taught.ALL]
    return lessons(examples, channels)


def _card(base: Path, settings: TrainingSettings, curve: tuple[Point, ...], begin_with: Path | None) -> dict[str, Any]:
    return {
        "base": base.name,
        "began_with": read_card(begin_with)["sha256"] if begin_with else None,
        "examples": {split.value: len(of_split(split)) for split in Split},
        "examples_sha256": _examples_hash(),
        "settings": settings.plain(),
        "curve": [asdict(point) for point in curve if point.dev is not None or point == curve[-1]],
        "versions": {"torch": torch.__version__, "transformers": transformers.__version__},
    }


def _examples_hash() -> str:
    digest = hashlib.sha256()
    for path in (*sorted(FOLDER.rglob("*.txt")), *MARKS):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
