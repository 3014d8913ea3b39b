"""From logits to the next token: the likeliest k first, everything else on those few.

Sorting the whole vocabulary for top-p costs a quarter of a step; the likeliest 1,024 hold all but a
sliver of the probability, so they are taken first even where no top-k is set.
Sources: top-p arXiv 1904.09751, typical-p arXiv 2202.00666, min-p arXiv 2407.01082.
"""

from __future__ import annotations

from collections.abc import Callable

import torch

from core.sampling import SamplingSettings

MOST_CONSIDERED = 1024
MOST_TRIES = 64
NEVER = float("-inf")


def likeliest(logits: torch.Tensor, settings: SamplingSettings) -> tuple[torch.Tensor, torch.Tensor]:
    """Logits (rows, vocabulary) -> shaped logits and token ids, both (rows, k), likeliest first.

    Filtered tokens have the logit minus infinity; the likeliest one is never filtered.
    """
    count = min(settings.top_k or MOST_CONSIDERED, logits.shape[-1])
    values, tokens = logits.topk(count, dim=-1)
    values = values / settings.temperature
    if settings.top_p < 1:
        values = values.masked_fill(_beyond_top_p(values, settings.top_p), NEVER)
    if settings.min_p > 0:
        chances = values.softmax(-1)
        values = values.masked_fill(chances < settings.min_p * chances[:, :1], NEVER)
    if settings.typical_p < 1:
        values = values.masked_fill(_untypical(values, settings.typical_p), NEVER)
    return values, tokens


def draw(
    values: torch.Tensor,
    tokens: torch.Tensor,
    dice: torch.Generator,
    is_allowed: Callable[[int], bool] = lambda _token: True,
) -> int:
    """One token id by chance, for one row of (k,) values and tokens, among the allowed.

    Draws and draws again, so that only what is drawn is looked at; where nothing is allowed, the likeliest, and the
    checks will say so.
    """
    values = values.clone().cpu()
    for _ in range(MOST_TRIES):
        place = int(torch.multinomial(values.softmax(-1), 1, generator=dice))
        if is_allowed(int(tokens[place])):
            return int(tokens[place])
        values[place] = NEVER
        if torch.isneginf(values).all():
            break
    return int(tokens[0])


def _beyond_top_p(values: torch.Tensor, top_p: float) -> torch.Tensor:
    """What lies behind the likeliest tokens that together reach ``top_p``; ``values`` are sorted."""
    chances = values.softmax(-1)
    return chances.cumsum(-1) - chances >= top_p


def _untypical(values: torch.Tensor, typical_p: float) -> torch.Tensor:
    """All but the tokens nearest to the expected surprise that together reach ``typical_p``."""
    surprise = -values.log_softmax(-1)
    chances = values.softmax(-1)
    expected = (chances * surprise.nan_to_num(posinf=0.0)).sum(-1, keepdim=True)
    order = (surprise - expected).abs().argsort(-1)
    sorted_chances = chances.gather(-1, order)
    beyond = sorted_chances.cumsum(-1) - sorted_chances >= typical_p
    return torch.zeros_like(beyond).scatter(-1, order, beyond)
