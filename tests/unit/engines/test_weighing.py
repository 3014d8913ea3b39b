"""How likely a text is: what a model itself says, token by token."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from core.engines.base import Prompt, PromptStyle
from core.engines.causal_lm.decoding import encode, encode_more
from core.engines.causal_lm.engine import CausalLMEngine
from core.errors import GenerationError
from core.sampling import SamplingSettings

PROMPT = Prompt(style=PromptStyle.COMPLETION, text="The mug keeps")
TEXTS = ("drinks at 60 C.", "a good chair", "quiet", "Warm yours up before the bell rings.", "letters")


def one_by_one(engine: CausalLMEngine, prompt: Prompt, text: str) -> float:
    given = encode(engine._tokenizer, engine.render(prompt))
    own = encode_more(engine._tokenizer, text)
    with torch.inference_mode():
        logits = engine._model(torch.tensor([given + own])).logits[0, len(given) - 1 : -1].log_softmax(-1)
    return float(logits.gather(1, torch.tensor(own)[:, None]).mean())


def test_texts_of_several_lengths_weigh_what_each_weighs_alone(engine: CausalLMEngine) -> None:
    expected = [one_by_one(engine, PROMPT, f" {text}") for text in TEXTS]
    assert engine.weigh(PROMPT, TEXTS) == pytest.approx(expected, abs=1e-4)


def test_a_text_goes_on_from_what_was_said(engine: CausalLMEngine) -> None:
    prompt = replace(PROMPT, said=" drinks")
    assert engine.weigh(prompt, [" at 60 C."]) == pytest.approx([one_by_one(engine, prompt, " at 60 C.")], abs=1e-4)


def test_nothing_weighs_nothing(engine: CausalLMEngine) -> None:
    assert engine.weigh(PROMPT, []) == []


def test_a_text_too_long_for_the_model_is_refused(engine: CausalLMEngine) -> None:
    with pytest.raises(GenerationError, match="tokens"):
        engine.weigh(PROMPT, ["word " * 400])


def test_weighing_leaves_drafting_as_it_was(engine: CausalLMEngine) -> None:
    before = [draft.text for draft in engine.draft(PROMPT, SamplingSettings(), [1, 2], max_tokens=8)]
    engine.weigh(replace(PROMPT, text="Another prompt"), TEXTS)
    after = [draft.text for draft in engine.draft(PROMPT, SamplingSettings(), [1, 2], max_tokens=8)]
    assert after == before
