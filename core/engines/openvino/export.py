"""A causal language model of ``transformers`` as an OpenVINO graph that keeps its keys and values itself.

Inputs ``input_ids`` (rows, new), ``attention_mask`` (rows, all), ``position_ids`` (rows, new) and ``beam_idx`` (rows,),
which names for each row the one of the step before that it goes on from. Output ``logits`` (rows, vocabulary) of what
may follow.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import openvino as ov
import torch
from openvino import opset13 as ops
from openvino._offline_transformations import apply_make_stateful_transformation
from torch.nn.functional import scaled_dot_product_attention
from transformers import DynamicCache
from transformers.masking_utils import ALL_MASK_ATTENTION_FUNCTIONS
from transformers.modeling_utils import ALL_ATTENTION_FUNCTIONS

from core.engines.openvino.weights import Form, one_byte, shrink

ATTENTION = "housestyle_export"
INPUTS = ("input_ids", "attention_mask", "position_ids")
HIDDEN = -65504.0
"""Added to what a row must not see. A mask of truth values makes the attention kernel twice as slow."""
ROWS, CACHED, NEW = 2, 5, 3
"""Sizes of the example that the graph is traced with; no two are alike, so that none is taken for another."""


class _Traced(torch.nn.Module):
    """The model with its cache spread out into plain inputs and outputs, a key and a value for each layer."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, position_ids: torch.Tensor, *past: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        cache = DynamicCache(config=self.model.config)
        for layer, keys, values in zip(cache.layers, past[::2], past[1::2], strict=True):
            layer.dtype, layer.device = keys.dtype, keys.device
            layer.keys, layer.values, layer.is_initialized = keys, values, True
        output = self.model(
            input_ids=input_ids,
            attention_mask=_additive(attention_mask, input_ids.shape[1]),
            position_ids=position_ids,
            past_key_values=cache,
            use_cache=True,
            logits_to_keep=1,
        )
        present = [tensor for layer in cache.layers for tensor in (layer.keys, layer.values)]
        return (output.logits[:, -1], *present)


def _additive(mask: torch.Tensor, new: int) -> torch.Tensor:
    """(rows, all) of ones and zeros -> (rows, 1, new, all), 0 where a new token sees another and HIDDEN elsewhere."""
    whole = mask.shape[1]
    later = torch.arange(whole)[None] > torch.arange(new)[:, None] + (whole - new)
    hidden = later[None, None] | (mask == 0)[:, None, None]
    return torch.where(hidden, torch.tensor(HIDDEN), torch.tensor(0.0))


def _attention(
    module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    scaling: float | None = None,
    **_: Any,
) -> tuple[torch.Tensor, None]:
    """Query (rows, heads, new, size), key and value (rows, groups, all, size) -> (rows, new, heads, size)."""
    del module
    shared = query.shape[1] // key.shape[1]
    mixed = scaled_dot_product_attention(
        query, _for_all(key, shared), _for_all(value, shared), attn_mask=attention_mask, scale=scaling
    )
    return mixed.transpose(1, 2).contiguous(), None


def _for_all(tensor: torch.Tensor, shared: int) -> torch.Tensor:
    """Each group once for every head that shares it, in the form that OpenVINO knows again and does not copy."""
    return tensor if shared == 1 else tensor.unsqueeze(2).expand(-1, -1, shared, -1, -1).flatten(1, 2)


def export(model: Any, file: Path, form: Form | None = one_byte) -> None:
    """Write the graph, ``file`` with a ``.bin`` beside it, its weights in a smaller form or, with None, as they are.
    The model has to be in float32 and on the CPU.

    Raises what OpenVINO and torch raise for a model that cannot be traced.
    """
    ALL_ATTENTION_FUNCTIONS.register(ATTENTION, _attention)
    ALL_MASK_ATTENTION_FUNCTIONS.register(ATTENTION, ALL_MASK_ATTENTION_FUNCTIONS["sdpa"])
    model.set_attn_implementation(ATTENTION)
    layers, heads, size = _shape(model.config)
    past = [torch.zeros(ROWS, heads, CACHED, size) for _ in range(2 * layers)]
    example = (
        torch.ones(ROWS, NEW, dtype=torch.long),
        torch.ones(ROWS, CACHED + NEW, dtype=torch.long),
        torch.arange(CACHED, CACHED + NEW)[None].repeat(ROWS, 1),
        *past,
    )
    with torch.no_grad():
        graph = ov.convert_model(_Traced(model.eval()), example_input=example)
    _name(graph, heads, size)
    _keep_state(graph, 2 * layers)
    if form is not None:
        shrink(graph, form)
    ov.save_model(graph, file, compress_to_fp16=False)


def _shape(config: Any) -> tuple[int, int, int]:
    """Layers, heads that have keys and values of their own, and the size of each."""
    heads = getattr(config, "num_key_value_heads", None) or config.num_attention_heads
    size = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
    return config.num_hidden_layers, heads, size


def _name(graph: ov.Model, heads: int, size: int) -> None:
    """Names for inputs and outputs, and free sizes where they are free."""
    for port, name in zip(graph.inputs, INPUTS, strict=False):
        port.get_node().set_partial_shape(ov.PartialShape([-1, -1]))
        port.get_tensor().set_names({name})
    for place, port in enumerate(graph.inputs[len(INPUTS) :]):
        port.get_node().set_partial_shape(ov.PartialShape([-1, heads, -1, size]))
        port.get_tensor().set_names({f"past.{place}"})
    graph.outputs[0].get_tensor().set_names({"logits"})
    for place, port in enumerate(graph.outputs[1:]):
        port.get_tensor().set_names({f"present.{place}"})
    graph.validate_nodes_and_infer_types()


def _keep_state(graph: ov.Model, tensors: int) -> None:
    """Turn keys and values from inputs and outputs into state, taken up by ``beam_idx``, empty at first."""
    beam = ops.parameter([-1], np.int32, name="beam_idx")
    beam.output(0).get_tensor().add_names({"beam_idx"})
    graph.add_parameters([beam])
    for place in range(tensors):
        past = graph.input(f"past.{place}")
        readers = past.get_target_inputs()
        chosen = ops.gather(past, beam, ops.constant(np.int64(0)))
        for reader in readers:
            reader.replace_source_output(chosen.output(0))
    graph.validate_nodes_and_infer_types()
    apply_make_stateful_transformation(graph, {f"past.{place}": f"present.{place}" for place in range(tensors)})
    rows = ops.gather(ops.shape_of(graph.input("input_ids"), "i64"), ops.constant([0]), ops.constant(0))
    for node in graph.get_ops():
        if node.get_type_name() == "ReadValue":
            _, heads, _, size = node.get_output_partial_shape(0)
            shape = [rows, *(ops.constant([length]) for length in (heads.get_length(), 0, size.get_length()))]
            node.set_arguments([ops.broadcast(ops.constant(0.0, dtype=np.float32), ops.concat(shape, 0))])
    graph.validate_nodes_and_infer_types()
