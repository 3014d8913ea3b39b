from __future__ import annotations

from dataclasses import replace

import torch

from core.engines.causal_lm.engine import CausalLMEngine
from core.engines.causal_lm.paths import Paths
from core.sampling import SamplingSettings
from tests.unit.engines.test_drafting import PROMPT, SEEDS

VALUES, TOKENS = torch.tensor([2.0, 1.0, float("-inf")]), torch.tensor([7, 8, 9])


def test_a_token_loses_for_each_text_that_took_it_from_there() -> None:
    paths = Paths(0.5, [(1, 2, 7), (1, 2, 7, 8), (1, 7)])
    assert paths.shift((1, 2), VALUES, TOKENS).tolist() == [1.0, 1.0, float("-inf")]
    paths.take((1, 2), 8)
    assert paths.shift((1, 2), VALUES, TOKENS).tolist() == [1.0, 0.5, float("-inf")]


def test_elsewhere_and_without_strength_nothing_changes() -> None:
    assert Paths(0.5, [(1, 2, 7)]).shift((2,), VALUES, TOKENS) is VALUES
    assert Paths(0.0, [(1, 2, 7)]).shift((1, 2), VALUES, TOKENS) is VALUES


def test_what_is_sure_stays_sure() -> None:
    sure = torch.tensor([3.0, float("-inf")])
    shifted = Paths(2.0, [(7,)] * 9).shift((), sure, torch.tensor([7, 8]))
    assert shifted.softmax(-1).tolist() == [1.0, 0.0]


def different(engine: CausalLMEngine, variety: float) -> int:
    """Of eight drafts of three tokens, two ways to go on at each: eight are possible."""
    settings = SamplingSettings(temperature=1.0, top_k=2, top_p=1.0, repetition_penalty=1.0, variety=variety)
    return len({draft.text for draft in engine.draft(PROMPT, settings, SEEDS, max_tokens=3)})


def test_variety_keeps_texts_of_a_batch_apart(engine: CausalLMEngine) -> None:
    assert different(engine, 0.0) < different(engine, 3.0)


def test_what_stands_beside_is_avoided(gpt2: CausalLMEngine) -> None:
    two_ways = SamplingSettings(temperature=1.0, top_k=2, top_p=1.0, repetition_penalty=1.0)

    def drawn(seed: int, settings: SamplingSettings, beside: tuple[str, ...] = ()) -> str:
        return gpt2.draft(PROMPT, settings, [seed], max_tokens=1, beside=beside)[0].text

    seed, first = next(
        (seed, text) for seed in range(99) if (text := drawn(seed, two_ways)).strip().isascii() and text.strip()
    )
    assert drawn(seed, replace(two_ways, variety=3.0), (first,) * 20) != first
    assert drawn(seed, two_ways, (first,) * 20) == first
