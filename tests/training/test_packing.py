"""A packed tree teaches exactly what its rows would teach one by one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from torch.nn.functional import cross_entropy
from transformers import AutoModelForCausalLM, AutoTokenizer

from core.training.packing import IGNORED, pack
from core.training.rows import Answer, Reading
from tests.support import tiny_models

READING = Reading(
    prefix="Brand: Brightmug\nReader: the teacher\n",
    answers=(
        Answer("Push (120):", "Warm yours up."),
        Answer("SMS (160):", "The mug keeps drinks at 60 C."),
        Answer("Google headline (30):", "A Quiet Kettle"),
    ),
)


@pytest.fixture(scope="module", params=["gpt2", "llama"])
def parts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    make = {"gpt2": tiny_models.gpt2, "llama": tiny_models.llama}[request.param]
    folder: Path = make(tmp_path_factory.mktemp(request.param))
    return AutoModelForCausalLM.from_pretrained(folder).eval(), AutoTokenizer.from_pretrained(folder)


def row_losses(model: Any, tokenizer: Any) -> list[float]:
    """Summed loss of each answer in a sequence of its own."""
    losses = []
    for answer in READING.answers:
        given = tokenizer.encode(READING.prefix) + tokenizer.encode(answer.task)
        text = [*tokenizer.encode(f" {answer.text}"), tokenizer.eos_token_id]
        logits = model(torch.tensor([given + text])).logits[0, len(given) - 1 : -1]
        losses.append(float(cross_entropy(logits, torch.tensor(text), reduction="sum")))
    return losses


def test_a_packed_tree_has_the_loss_of_its_separate_rows(parts: tuple[Any, Any]) -> None:
    model, tokenizer = parts
    packed = pack(READING, tokenizer, tokenizer.eos_token_id)
    with torch.inference_mode():
        logits = model(packed.ids, position_ids=packed.positions, attention_mask=packed.mask).logits[0]
        loss = float(cross_entropy(logits, packed.targets, ignore_index=IGNORED, reduction="sum"))
        assert loss == pytest.approx(sum(row_losses(model, tokenizer)), rel=1e-4)


def test_only_the_texts_are_learnt_and_each_with_its_end(parts: tuple[Any, Any]) -> None:
    _, tokenizer = parts
    packed = pack(READING, tokenizer, tokenizer.eos_token_id)
    learnt = packed.targets[packed.targets != IGNORED].tolist()
    expected = [
        token for answer in READING.answers for token in [*tokenizer.encode(f" {answer.text}"), tokenizer.eos_token_id]
    ]
    assert learnt == expected
    assert packed.learnt == len(expected)
