"""Drafting on a graphics processor; skipped where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from core.engines.causal_lm.engine import CausalLMEngine
from core.models.loading import load
from tests.support import tiny_models
from tests.unit.engines.test_drafting import PLAIN, PROMPT, SEEDS

PRESENT = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}


@pytest.fixture(
    params=[pytest.param(kind, marks=pytest.mark.skipif(not PRESENT[kind], reason="none")) for kind in PRESENT]
)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> CausalLMEngine:
    found = load(str(tiny_models.llama(tmp_path)), var_dir=tmp_path, offline=True, threads=1, tell=lambda _: None)
    assert found.info.device == request.param
    return found


def test_a_graphics_processor_is_chosen_by_itself_and_runs_half_precision(engine: CausalLMEngine) -> None:
    assert "openvino" not in engine.info.versions
    assert engine.info.versions.endswith(("bfloat16", "float16"))


def test_the_same_seeds_write_the_same_texts_on_it(engine: CausalLMEngine) -> None:
    texts = [[draft.text for draft in engine.draft(PROMPT, PLAIN, SEEDS, max_tokens=24)] for _ in range(2)]
    assert texts[0] == texts[1]
    assert len(set(texts[0])) == len(SEEDS)


def test_texts_begun_are_gone_on_with_on_it(engine: CausalLMEngine) -> None:
    said = ["", " drinks", " drinks warm. It charges"]
    drafts = engine.draft(PROMPT, PLAIN, SEEDS[:3], max_tokens=8, said=said)
    assert [draft.tokens for draft in drafts] == [8, 8, 8]
