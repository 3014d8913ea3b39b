"""A team learns what one alone learns."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import psutil
import pytest
import torch
from peft import get_peft_model_state_dict
from transformers import AutoModelForCausalLM, AutoTokenizer

from core.channels.catalogue import load_catalogue
from core.domain import BriefPersona
from core.house.reading import HouseExample, Split
from core.training.packing import Packed
from core.training.rows import lessons
from core.training.settings import TrainingSettings
from core.training.team import Team, train_together
from core.training.train import Training
from tests.support import tiny_models
from tests.support.building import a_brief

SETTINGS = TrainingSettings(epochs=1, learning_rate=2e-2, rank=4, alpha=8, keep_every=1, readings_a_step=3)
TEXTS = ("Warm yours up.", "The mug keeps drinks at 60 C.", "A good chair.")


def examples() -> list[HouseExample]:
    return [
        HouseExample(a_brief(channel="push", persona=BriefPersona(name=name, description="")), text, Split.TRAIN)
        for name in ("One", "Two", "Three", "Four")
        for text in TEXTS
    ]


def learn(team: Team, base: Path, folder: Path) -> None:
    """Train on four readings in two steps, and let the first write what it has learnt."""
    model, tokenizer = AutoModelForCausalLM.from_pretrained(base), AutoTokenizer.from_pretrained(base)
    training = Training(model, tokenizer, SETTINGS, folder, str, team)
    texts = lessons(examples(), load_catalogue())
    training.run(texts, texts)
    if team.is_first:
        torch.save(get_peft_model_state_dict(training.model), folder / "learnt.pt")


def test_two_learn_what_one_learns(tmp_path: Path) -> None:
    base = tiny_models.llama(tmp_path / "base")
    for size in (1, 2):
        train_together(size, tmp_path / "meeting", learn, base, tmp_path / str(size))
    one, two = (torch.load(tmp_path / str(size) / "learnt.pt", weights_only=True) for size in (1, 2))
    assert any(float(tensor.abs().max()) > 0 for name, tensor in one.items() if "lora_B" in name)
    assert all(torch.allclose(one[name], two[name], atol=1e-5) for name in one)
    curves = [(tmp_path / str(size) / "curve.jsonl").read_text().count("\n") for size in (1, 2)]
    assert curves == [2, 2]


@pytest.mark.parametrize(("lengths", "parts"), [((9, 1, 5, 4), ([9, 1], [5, 4])), ((3,), ([3], [])), ((), ([], []))])
def test_readings_are_dealt_out_evenly_and_each_once(lengths: tuple[int, ...], parts: tuple[list[int], ...]) -> None:
    nothing = torch.zeros(1)
    batch = [Packed(torch.zeros(1, length, dtype=torch.long), *[nothing] * 5) for length in lengths]
    dealt = [[packed.ids.shape[1] for packed in Team(rank, 2).part(batch)] for rank in (0, 1)]
    assert tuple(dealt) == parts
    assert Counter(lengths) == Counter(length for part in dealt for length in part)


def wait(team: Team, told: Path) -> None:
    """Say who one is, and go on for ever."""
    (told / str(team.rank)).write_text(str(os.getpid()))
    time.sleep(600)


def start_and_wait(folder: Path) -> None:
    train_together(2, folder / "meeting", wait, folder)


def test_members_end_when_the_one_who_started_them_is_killed(tmp_path: Path) -> None:
    starter = get_context("spawn").Process(target=start_and_wait, args=(tmp_path,))
    starter.start()
    files = [tmp_path / "0", tmp_path / "1"]
    _wait_until(lambda: all(file.is_file() and file.read_text() for file in files))
    starter.kill()
    starter.join()
    members = [int(file.read_text()) for file in files]
    _wait_until(lambda: not any(_is_running(member) for member in members))


def _is_running(process: int) -> bool:
    """One that has ended may stay listed until somebody asks for its result."""
    try:
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _wait_until(is_so: Callable[[], bool], seconds: float = 240) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)
