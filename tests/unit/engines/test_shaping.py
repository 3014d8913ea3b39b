from __future__ import annotations

import pytest
import torch
from transformers import MinPLogitsWarper, TopPLogitsWarper, TypicalLogitsWarper

from core.engines.causal_lm.shaping import draw, likeliest
from core.sampling import SamplingSettings

WIDTH = 500
OFF = {"temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "typical_p": 1.0}


def logits() -> torch.Tensor:
    return torch.randn(6, WIDTH, generator=torch.Generator().manual_seed(4)) * 3


def kept(settings: SamplingSettings) -> list[set[int]]:
    values, tokens = likeliest(logits(), settings)
    return [set(row[value > float("-inf")].tolist()) for row, value in zip(tokens, values, strict=True)]


def kept_by(warper: object) -> list[set[int]]:
    scores = warper(torch.zeros(6, 1, dtype=torch.long), logits())  # type: ignore[operator]
    return [set((row > float("-inf")).nonzero().flatten().tolist()) for row in scores]


@pytest.mark.parametrize(
    ("field", "value", "warper"),
    [
        ("top_p", 0.7, TopPLogitsWarper(0.7)),
        ("top_p", 0.95, TopPLogitsWarper(0.95)),
        ("min_p", 0.1, MinPLogitsWarper(0.1)),
        ("typical_p", 0.6, TypicalLogitsWarper(0.6)),
    ],
)
def test_each_filter_keeps_what_transformers_keeps(field: str, value: float, warper: object) -> None:
    assert kept(SamplingSettings(**{**OFF, field: value})) == kept_by(warper)  # type: ignore[arg-type]


def test_top_k_keeps_the_likeliest() -> None:
    expected = [set(row.topk(10).indices.tolist()) for row in logits()]
    assert kept(SamplingSettings(**{**OFF, "top_k": 10})) == expected  # type: ignore[arg-type]


def test_the_likeliest_token_always_stays() -> None:
    strict = SamplingSettings(temperature=0.05, top_k=5, top_p=0.01, min_p=0.99, repetition_penalty=1.0)
    assert [set(row) for row in kept(strict)] == [{int(row.argmax())} for row in logits()]


def test_draws_follow_the_probabilities() -> None:
    values, tokens = torch.log(torch.tensor([0.7, 0.2, 0.1])), torch.tensor([5, 6, 7])
    dice = torch.Generator().manual_seed(1)
    counts = {5: 0, 6: 0, 7: 0}
    for _ in range(2000):
        counts[draw(values, tokens, dice)] += 1
    assert 1320 < counts[5] < 1480
    assert 330 < counts[6] < 470
