"""The next token of every row: what the settings leave, pulled and pushed, and allowed by the text's bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from core.engines.causal_lm.growing_text import GrowingText
from core.engines.causal_lm.paths import Paths
from core.engines.causal_lm.pull import Pull
from core.engines.causal_lm.shaping import draw, likeliest
from core.sampling import SamplingSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Chooser:
    """Chooses for one batch; ``ends`` are the tokens that end a text."""

    settings: SamplingSettings
    paths: Paths
    pull: Pull
    ends: frozenset[int]

    def choose(
        self, logits: torch.Tensor, texts: Sequence[GrowingText], dice: Sequence[torch.Generator]
    ) -> torch.Tensor:
        """Logits (rows, vocabulary) -> one token id a row, (rows,), by chance; a row sees what those before it took."""
        logits = self.pull.shift(texts, logits)
        values, tokens = likeliest(logits, self.settings)
        chosen = []
        for row, text in enumerate(texts):
            if text.is_full:
                token = max(self.ends, key=lambda end: float(logits[row, end]))
            else:
                shifted = self.paths.shift(text.path, values[row], tokens[row])
                token = draw(shifted, tokens[row], dice[row], text.allows)
                self.paths.take(text.path, token)
            chosen.append(token)
        return torch.tensor(chosen, device=logits.device)
