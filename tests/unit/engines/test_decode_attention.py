from __future__ import annotations

import pytest
import torch

from core.engines.causal_lm.decode_attention import decode_attention

MASK = torch.tensor([[1] * 21, [0] * 5 + [1] * 16, [1] * 9 + [0] * 3 + [1] * 9]).bool()[:, None, None]


@pytest.mark.parametrize("mask", [None, MASK], ids=["open", "masked"])
@pytest.mark.parametrize(("heads", "groups"), [(4, 4), (6, 2), (8, 1)])
def test_it_computes_what_the_fused_kernel_computes(heads: int, groups: int, mask: torch.Tensor | None) -> None:
    dice = torch.Generator().manual_seed(2)
    query = torch.randn(3, heads, 1, 16, generator=dice)
    key, value = (torch.randn(3, groups, 21, 16, generator=dice) for _ in range(2))
    ours, _ = decode_attention(torch.nn.Module(), query, key, value, mask)
    wide = [part.repeat_interleave(heads // groups, dim=1) for part in (key, value)]
    fused = torch.nn.functional.scaled_dot_product_attention(query, *wide, attn_mask=mask).transpose(1, 2)
    torch.testing.assert_close(ours, fused)
