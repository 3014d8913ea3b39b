from __future__ import annotations

import pytest
import torch
from torch import nn
from transformers.pytorch_utils import Conv1D

from core.engines.causal_lm.int8 import LEAST_FEATURES, Int8Linear, use_int8

WIDE = LEAST_FEATURES + 64


@pytest.fixture(autouse=True)
def _the_same_numbers_every_time() -> None:
    torch.manual_seed(4)


def rows_with_outliers(count: int) -> torch.Tensor:
    """As a language model has them: most values small, a few fifty times as large."""
    rows = torch.randn(count, WIDE)
    rows[:, ::97] *= 50
    return rows


@pytest.mark.parametrize("has_bias", [True, False])
def test_the_product_is_that_of_the_float_layer_within_a_hundredth(has_bias: bool) -> None:
    layer = nn.Linear(WIDE, WIDE, bias=has_bias)
    rows = rows_with_outliers(8).view(2, 4, WIDE)
    with torch.inference_mode():
        expected = layer(rows)
        found = Int8Linear(layer.weight.detach(), layer.bias.detach() if has_bias else None)(rows)
    assert found.shape == expected.shape
    assert float((found - expected).norm() / expected.norm()) < 0.01


def test_a_row_does_not_depend_on_its_neighbours() -> None:
    layer = Int8Linear(torch.randn(WIDE, WIDE), None)
    rows = rows_with_outliers(8)
    together = layer(rows)
    assert all(torch.equal(together[place], layer(rows[place : place + 1])[0]) for place in range(len(rows)))


def test_wide_layers_of_both_kinds_are_replaced_and_narrow_ones_stay() -> None:
    model = nn.ModuleDict(
        {
            "linear": nn.Linear(WIDE, WIDE),
            "conv": Conv1D(WIDE, WIDE),
            "narrow": nn.Linear(8, 8),
            "word": nn.Embedding(9, 8),
        }
    )
    rows = torch.randn(3, WIDE)
    expected = model["conv"](rows)
    use_int8(model)
    kinds = {name: type(layer) for name, layer in model.items()}
    assert kinds == {"linear": Int8Linear, "conv": Int8Linear, "narrow": nn.Linear, "word": nn.Embedding}
    assert float((model["conv"](rows) - expected).norm() / expected.norm()) < 0.02
