"""What a training of the house adapter teaches, by its settings."""

from __future__ import annotations

import random

import pytest

from core.channels.catalogue import load_catalogue
from core.house.marks import FILES, read_marks
from core.house.reading import Split, of_split
from core.training.house import lessons_of
from core.training.settings import Taught, TrainingSettings

CHANNELS = load_catalogue()


def texts(split: Split, **settings: object) -> set[str]:
    readings = lessons_of(split, CHANNELS, TrainingSettings(**settings))(random.Random(1))
    return {answer.text for reading in readings for answer in reading.answers}


def test_all_examples_or_the_direct_ones_are_taught() -> None:
    examples = of_split(Split.DEV)
    assert texts(Split.DEV) == {example.text for example in examples}
    assert texts(Split.DEV, taught=Taught.DIRECT) == {example.text for example in examples if example.direct}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_mended_drafts_can_be_taught_a_file_at_a_time(file: object) -> None:
    mended = {one.mended for one in read_marks((file,)) if one.split is Split.TRAIN and one.mended}  # type: ignore[arg-type]
    taught = texts(Split.TRAIN, taught=Taught.MENDED, marked=(file.stem,))  # type: ignore[attr-defined]
    assert mended <= taught < texts(Split.TRAIN, taught=Taught.MENDED)


def test_all_mended_drafts_of_the_dev_split_are_held_out() -> None:
    held_out = {one.mended for one in read_marks() if one.split is Split.DEV and one.mended}
    assert held_out
    assert held_out <= texts(Split.DEV, taught=Taught.MENDED, marked=("sentences_fourth",))
