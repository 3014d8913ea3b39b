"""Weights of one byte in a graph: a quarter of what is read for each token.

Rounded for each output channel, symmetrically; what they are multiplied with stays as it is. (The starter's
divergence from float32 is 0.005 nats a token.)
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import openvino as ov
from openvino import opset13 as ops

LEAST_FEATURES = 128
"""Smaller weights gain nothing."""
LARGEST = 127

Form = Callable[[np.ndarray], ov.Node]
"""Weights (out, in) in float32 -> a node that gives them, from fewer bytes."""


def shrink(graph: ov.Model, form: Form) -> None:
    """Replace the weights of every wide product and of the word embedding, where they stand in the graph."""
    done: dict[str, ov.Node] = {}
    for node in graph.get_ordered_ops():
        kind = node.get_type_name()
        if kind not in ("MatMul", "Gather"):
            continue
        place = 1 if kind == "MatMul" else 0
        weight = node.input_value(place).get_node()
        if not _is_wide(weight):
            continue
        lies = kind == "MatMul" and not node.get_attributes()["transpose_b"]  # (in, out), as GPT-2 keeps them
        key = f"{weight.get_friendly_name()} {lies}"
        if key not in done:
            done[key] = form(weight.data.T if lies else weight.data)
        if lies:
            upright = ops.matmul(node.input_value(0), done[key], node.get_attributes()["transpose_a"], True)
            for reader in node.output(0).get_target_inputs():
                reader.replace_source_output(upright.output(0))
        else:
            node.input(place).replace_source_output(done[key].output(0))
    graph.validate_nodes_and_infer_types()


def _is_wide(node: ov.Node) -> bool:
    if node.get_type_name() != "Constant":
        return False
    shape = node.get_output_shape(0)
    return len(shape) == 2 and min(shape) >= LEAST_FEATURES


def one_byte(weight: np.ndarray) -> ov.Node:
    """(out, in) as whole numbers and a scale for each row, in the form that is multiplied without being unpacked."""
    weight = weight.astype(np.float32)
    scales = np.maximum(np.abs(weight).max(1, keepdims=True), 1e-8) / LARGEST
    whole = ops.convert(ops.constant(np.round(weight / scales).astype(np.int8)), "f32")
    return ops.multiply(whole, ops.constant(scales))
