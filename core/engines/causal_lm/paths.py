"""Texts of one set that begin alike part ways: what one has chosen is less likely for the next.

Drawn apart from each other, eight texts of a model that is sure of itself are three. Close to diverse beam search
with its penalty on equal tokens (arXiv 1610.02424), for sampling and along equal beginnings only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import torch


class Paths:
    """How often texts have gone on with each token from each beginning.

    ``strength`` is what each time takes off a token's logit. A token that was filtered out stays out: where the model
    sees one way only, all go that way.
    """

    def __init__(self, strength: float, texts: Iterable[Sequence[int]] = ()) -> None:
        self._strength = strength
        self._taken: defaultdict[tuple[int, ...], Counter[int]] = defaultdict(Counter)
        for text in texts:
            for place, token in enumerate(text):
                self.take(text[:place], token)

    def take(self, begun: Sequence[int], token: int) -> None:
        """A text that has ``begun`` so goes on with this token."""
        if self._strength:
            self._taken[tuple(begun)][token] += 1

    def shift(self, begun: Sequence[int], values: torch.Tensor, tokens: torch.Tensor) -> torch.Tensor:
        """Logits of the next token, (k,), lowered where ``tokens``, (k,), have been taken from this beginning."""
        taken = self._taken.get(tuple(begun)) if self._strength else None
        if not taken:
            return values
        return values - self._strength * torch.tensor([float(taken[token]) for token in tokens.tolist()]).to(values)
