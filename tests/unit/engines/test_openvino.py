"""That a compiled graph says what the model it was made of says."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import numpy as np
import openvino as ov
import pytest
import torch
from openvino import opset13 as ops
from transformers import AutoModelForCausalLM, GPT2Config, GPT2LMHeadModel, LlamaConfig, LlamaForCausalLM

from core.engines.base import Ended
from core.engines.causal_lm.engine import CausalLMEngine
from core.engines.openvino.export import export
from core.engines.openvino.model import OpenVinoModel
from core.engines.openvino.weights import LARGEST, one_byte, shrink
from core.sampling import SamplingSettings
from tests.support import tiny_models
from tests.unit.engines.test_drafting import PROMPT

WORDS = 600
WIDE = {
    "gpt2": lambda: GPT2LMHeadModel(GPT2Config(vocab_size=WORDS, n_positions=64, n_embd=128, n_layer=2, n_head=4)),
    "llama": lambda: LlamaForCausalLM(
        LlamaConfig(
            vocab_size=WORDS,
            hidden_size=128,
            intermediate_size=256,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=2,
            max_position_embeddings=64,
        )
    ),
}


@pytest.fixture(scope="module", params=WIDE)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, OpenVinoModel]:
    """A model wide enough for weights of one byte, and its graph."""
    torch.manual_seed(3)
    folder = tmp_path_factory.mktemp(request.param)
    WIDE[request.param]().save_pretrained(folder)
    plain = AutoModelForCausalLM.from_pretrained(folder).eval()
    export(AutoModelForCausalLM.from_pretrained(folder), folder / "graph.xml")
    model = OpenVinoModel(folder / "graph.xml", plain.config, plain.generation_config, pytest.fail, threads=1)
    return plain, model


def step(model: OpenVinoModel, cache: Any, *tokens: int, **more: torch.Tensor) -> torch.Tensor:
    """The logits, (rows, vocabulary), after one token a row."""
    ids = torch.tensor([[token] for token in tokens])
    return model(ids, past_key_values=cache, **more).logits[:, -1]  # type: ignore[no-any-return]


def divergence(expected: torch.Tensor, found: torch.Tensor) -> float:
    """The largest of the rows', in nats."""
    expected = expected.log_softmax(-1)
    return float((expected.exp() * (expected - found.log_softmax(-1))).sum(-1).max())


def test_rows_of_different_lengths_are_read_and_gone_on_from(both: tuple[Any, OpenVinoModel]) -> None:
    plain, model = both
    ids = torch.randint(0, WORDS, (3, 12), generator=torch.Generator().manual_seed(1))
    mask = torch.ones(3, 12, dtype=torch.long)
    mask[1, :4] = mask[2, :7] = 0
    places = (mask.cumsum(1) - 1).clamp(min=0)
    with torch.inference_mode():
        expected = plain(ids, attention_mask=mask, position_ids=places).logits
        cache = model.new_cache()
        for start, end in ((0, 9), (9, 10), (10, 12)):
            found = model(
                ids[:, start:end],
                past_key_values=cache,
                attention_mask=mask[:, :end],
                position_ids=places[:, start:end],
            ).logits[:, -1]
            assert divergence(expected[:, end - 1], found) < 1e-3
    assert expected.std() > 0.01  # a model that says nothing would agree with any other


def test_rows_can_be_doubled_dropped_and_put_in_another_order(both: tuple[Any, OpenVinoModel]) -> None:
    plain, model = both
    cache = model.new_cache()
    model(torch.tensor([[5, 6], [7, 8]]), past_key_values=cache)
    cache.batch_select_indices(torch.tensor([1, 0, 1]))
    cache.batch_select_indices(torch.tensor([2, 1]))
    found = step(model, cache, 9, 9)
    with torch.inference_mode():
        expected = plain(torch.tensor([[7, 8, 9], [5, 6, 9]])).logits[:, -1]
    assert divergence(expected, found) < 1e-3
    assert divergence(expected.flip(0), found) > 10 * divergence(expected, found)


def test_a_copy_goes_on_and_the_original_stays_as_it_is(both: tuple[Any, OpenVinoModel]) -> None:
    _, model = both
    start = model.new_cache()
    model(torch.tensor([[5, 6]]), past_key_values=start)
    ways = []
    for _ in range(3):
        on = copy.deepcopy(start)
        ways.append([step(model, on, token) for token in (7, 8)])
    assert all(torch.equal(one, other) for way in ways[1:] for one, other in zip(ways[0], way, strict=True))


def test_two_that_grow_by_turns_do_not_mix(both: tuple[Any, OpenVinoModel]) -> None:
    _, model = both
    alone = [step(model, model.new_cache(), token) for token in (5, 6)]
    one, two = model.new_cache(), model.new_cache()
    step(model, one, 5)
    step(model, two, 6)
    after_one, after_two = step(model, one, 9), step(model, two, 9)
    assert not torch.equal(after_one, after_two)
    again = model.new_cache()
    assert torch.equal(step(model, again, 5), alone[0])
    assert torch.equal(step(model, again, 9), after_one)


def test_a_row_comes_out_the_same_to_the_last_bit_whatever_is_beside_it(both: tuple[Any, OpenVinoModel]) -> None:
    _, model = both
    found = []
    for rows in (1, 2, 3, 8, 24):
        cache = model.new_cache()
        model(torch.tensor([[5, 6, 7, 8, 9]]), past_key_values=cache)
        cache.batch_select_indices(torch.zeros(rows, dtype=torch.long))
        for token in range(10, 14):
            found.append(step(model, cache, *([token] + [token + 50] * (rows - 1)))[0])
    for place in range(4):
        assert all(torch.equal(found[place], other) for other in found[place::4])


def test_wide_weights_take_one_byte_each_and_are_near_what_they_were() -> None:
    weight = np.random.default_rng(1).normal(size=(256, 192)).astype(np.float32)
    for lies in (False, True):
        given = ops.parameter([-1, 192], np.float32)
        product = ops.matmul(given, ops.constant(weight.T if lies else weight), False, not lies)
        graph = ov.Model([product], [given])
        shrink(graph, one_byte)
        (whole,) = [node for node in graph.get_ops() if node.get_element_type() == ov.Type.i8]
        assert whole.data.shape == weight.shape
        assert np.abs(whole.data).max() == LARGEST
        row = np.random.default_rng(2).normal(size=(4, 192)).astype(np.float32)
        found = ov.Core().compile_model(graph, "CPU")([row])[0]
        error = np.abs(found - row @ weight.T).max() / np.abs(row @ weight.T).max()
        assert 0 < error < 0.02


def test_a_beam_search_is_done_by_the_model_itself(compiled_gpt2: CausalLMEngine, gpt2: CausalLMEngine) -> None:
    settings = SamplingSettings(beams=3)
    one, two = (engine.draft(PROMPT, settings, [1, 2], max_tokens=8) for engine in (compiled_gpt2, gpt2))
    assert [draft.text for draft in one] == [draft.text for draft in two]
    assert {draft.ended for draft in one} == {Ended.LENGTH}


def test_a_graph_keeps_no_size_of_the_example_that_it_was_traced_with(tmp_path: Path) -> None:
    folder = tiny_models.gpt2(tmp_path / "model")
    export(AutoModelForCausalLM.from_pretrained(folder), tmp_path / "graph.xml")
    graph = ov.Core().read_model(tmp_path / "graph.xml")
    assert {port.get_any_name() for port in graph.inputs} == {
        "input_ids",
        "attention_mask",
        "position_ids",
        "beam_idx",
    }
    assert all(port.get_partial_shape().is_dynamic for port in (*graph.inputs, *graph.outputs))
