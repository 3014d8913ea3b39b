"""GPT-2's architecture goes the whole path: completion prompt, bounds, checks, ranking."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import torch
from rapidfuzz.fuzz import ratio
from transformers import AutoModelForCausalLM, AutoTokenizer

from core.channels.catalogue import load_catalogue
from core.domain import Brief, Draft
from core.engines.base import Engine, PromptStyle
from core.generation.at_once import write_at_once
from core.models.loading import load
from core.prompts import build
from tests.support import tiny_models
from tests.support.building import a_brief, a_cell

CHANNELS = load_catalogue()
SHORT = (
    "Brightmug keeps drinks at 60 C while you teach.",
    "Cold coffee again? Brightmug holds it at 60 C.",
    "Brightmug charges overnight. Warm yours up.",
)
LONG = (
    "Brightmug keeps your coffee at 60 C. It charges overnight. Warm yours up.",
    "Teach all morning, then drink it hot. Brightmug is a self-heating mug.",
)
STEPS = 120


def brief(channel: str) -> Brief:
    return a_brief(channel=channel)


def taught(folder: Path) -> Path:
    """A tiny GPT-2 that has learnt a few texts by heart, each after its own prompt."""
    tiny_models.gpt2(folder, context=2048)
    model: Any = AutoModelForCausalLM.from_pretrained(folder).eval()
    tokenizer: Any = AutoTokenizer.from_pretrained(folder)
    rows = [_row(tokenizer, "push", text) for text in SHORT] + [_row(tokenizer, "x_post", text) for text in LONG]
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    for step in range(STEPS):
        ids, labels = rows[step % len(rows)]
        model(ids, labels=labels).loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    model.save_pretrained(folder)
    return folder


def _row(tokenizer: Any, channel: str, text: str) -> tuple[torch.Tensor, torch.Tensor]:
    prompt = build(brief(channel), CHANNELS.get(channel), PromptStyle.COMPLETION).text
    given, own = tokenizer.encode(prompt), tokenizer.encode(f" {text}\n")
    return torch.tensor([given + own]), torch.tensor([[-100] * len(given) + own])


@pytest.fixture(scope="module", autouse=True)
def short_prompts() -> Iterator[None]:
    """One example instead of four: a tiny model spells every word letter by letter."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module("core.prompts.build"), "MOST_EXAMPLES", 1)
        yield


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = taught(tmp_path_factory.mktemp("taught"))
    return load(str(folder), var_dir=folder, offline=True, threads=1, tell=lambda _: None)


@pytest.mark.parametrize(("channel", "learnt"), [("push", SHORT), ("x_post", LONG)])
def test_it_writes_checked_and_ranked_variants(engine: Engine, channel: str, learnt: tuple[str, ...]) -> None:
    assert engine.info.style is PromptStyle.COMPLETION
    (drafts,) = write_at_once(engine, CHANNELS, [a_cell(brief=brief(channel))], n=2, seed=3)
    shown = sorted((draft for draft in drafts if draft.rank), key=lambda draft: draft.rank or 0)
    assert shown
    assert [draft.rank for draft in shown] == list(range(1, len(shown) + 1))
    assert all(draft.passed for draft in shown)
    assert max(ratio(draft.text, text) for draft in shown for text in learnt) > 80
    assert _numbers_outside_the_brief(drafts) == set()


def _numbers_outside_the_brief(drafts: tuple[Draft, ...]) -> set[str]:
    """Bounds keep them from being drawn at all, whatever the model would like."""
    digits = {word.strip(".,%") for draft in drafts for word in draft.text.split() if word[0].isdigit()}
    return digits - {"60", "15", "40"}
