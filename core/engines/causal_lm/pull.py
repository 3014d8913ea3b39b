"""Towards what a text still has to say: a brand that has to be named, a word that has to stand in it.

A small model that is only forbidden to end without them goes on and on; here what is missing becomes likelier as the
room grows less. Close to the keyword bonus of Pascual et al. (arXiv 2109.09707).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch

from core.engines.causal_lm.growing_text import GrowingText

AT_FIRST, AT_LAST = 1.0, 5.0
"""Added to the logit of what would begin or go on with a missing phrase: in an empty text, and where room ends."""


class Pull:
    """Adds to logits; ``encode`` gives the tokens of a phrase without any special ones."""

    def __init__(self, needed: Sequence[str], encode: Callable[[str], Sequence[int]]) -> None:
        self._tokens = {phrase: (tuple(encode(phrase)), tuple(encode(f" {phrase}"))) for phrase in needed}

    def shift(self, texts: Sequence[GrowingText], logits: torch.Tensor) -> torch.Tensor:
        """Logits of the next tokens, (rows, vocabulary), raised where they would say what a row's text misses."""
        missing = [text.missing for text in texts]
        if not any(missing):
            return logits
        logits = logits.clone()
        for row, text in enumerate(texts):
            bonus = AT_FIRST + (AT_LAST - AT_FIRST) * text.share_used
            for phrase in missing[row]:
                logits[row, self._next(phrase, text)] += bonus
        return logits

    def _next(self, phrase: str, text: GrowingText) -> int:
        bare, spaced = self._tokens[phrase]
        tokens = spaced if text.text and not text.text[-1].isspace() else bare
        return _next_of(tokens, text.tokens)


def _next_of(phrase: Sequence[int], written: Sequence[int]) -> int:
    """The token that goes on with the phrase where the text has begun it, else that which begins it."""
    for begun in range(len(phrase) - 1, 0, -1):
        if tuple(written[-begun:]) == tuple(phrase[:begun]):
            return phrase[begun]
    return phrase[0]
