"""A packed tree teaches exactly what its rows would teach one by one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from torch.nn.functional import cross_entropy
from transformers import AutoModelForCausalLM, AutoTokenizer

from core.training.packing import Packed, pack
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


def row_loss(model: Any, tokenizer: Any, before: str, text: str, *, ends: bool = True) -> float:
    """Summed loss of a text in a sequence of its own."""
    given = tokenizer.encode(READING.prefix) + tokenizer.encode(before)
    tokens = [*tokenizer.encode(text), *([tokenizer.eos_token_id] if ends else [])]
    logits = model(torch.tensor([given + tokens])).logits[0, len(given) - 1 : -1]
    return float(cross_entropy(logits, torch.tensor(tokens), reduction="sum"))


def packed_losses(model: Any, packed: Packed) -> torch.Tensor:
    logits = model(packed.ids, position_ids=packed.positions, attention_mask=packed.mask).logits[0]
    return cross_entropy(logits[packed.places], packed.targets, reduction="none")


def test_a_packed_tree_has_the_loss_of_its_separate_rows(parts: tuple[Any, Any]) -> None:
    model, tokenizer = parts
    packed = pack(READING, tokenizer, tokenizer.eos_token_id)
    with torch.inference_mode():
        rows = [row_loss(model, tokenizer, answer.task, f" {answer.text}") for answer in READING.answers]
        assert float(packed_losses(model, packed).sum()) == pytest.approx(sum(rows), rel=1e-4)


def test_a_draft_and_what_it_should_have_been_stand_beside_each_other(parts: tuple[Any, Any]) -> None:
    model, tokenizer = parts
    answers = (
        *READING.answers,
        Answer("Push (120):", "It charges overnight.", draft="It charges in the night of.", said="Warm.", ends=False),
        Answer("Push (120):", "Warm all day.", said="Warm. It charges overnight.", draft="Warm chair of day."),
        Answer("Email body:", "\n\nA good chair.", draft=" A good mug of chair.", said="It is warm."),
    )
    packed = pack(replace(READING, answers=answers), tokenizer, tokenizer.eos_token_id)
    with torch.inference_mode():
        losses = packed_losses(model, packed)
        found = [
            float(losses[branch.start : branch.stop].sum())
            for pair in packed.pairs
            for branch in (pair.better, pair.worse)
        ]
        rows = [
            row_loss(model, tokenizer, answer.asked, answer.begun_with(text), ends=answer.ends)
            for answer in answers[-3:]
            for text in (answer.text, answer.draft)
        ]
    assert found == pytest.approx(rows, rel=1e-4)
    worse = sum(pair.worse.stop - pair.worse.start for pair in packed.pairs)
    assert packed.learnt == len(packed.targets) - worse > 0
    alone = pack(replace(READING, answers=answers[-2:]), tokenizer, tokenizer.eos_token_id)
    said = len(tokenizer.encode(answers[-2].asked))
    before = pack(replace(READING, answers=answers[:-3] + answers[-1:]), tokenizer, tokenizer.eos_token_id)
    assert packed.ids.shape[1] < before.ids.shape[1] + alone.ids.shape[1] - said, "what was said is read once"


def test_only_the_texts_are_learnt_and_each_with_its_end(parts: tuple[Any, Any]) -> None:
    _, tokenizer = parts
    packed = pack(READING, tokenizer, tokenizer.eos_token_id)
    expected = [
        token for answer in READING.answers for token in [*tokenizer.encode(f" {answer.text}"), tokenizer.eos_token_id]
    ]
    assert packed.targets[packed.taught].tolist() == expected
    assert packed.learnt == len(expected)
