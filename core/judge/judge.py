"""The judge itself: a logistic regression on the signs, small enough to be read."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

from core.domain import Brief
from core.judge.signs import NAMES, Signs, signs_of
from core.once import once

SURE = 30.0
"""Log-odds beyond which nothing changes."""
FILE = Path(__file__).parents[1] / "house" / "judge.json"


@dataclass(frozen=True, slots=True)
class Judge:
    """``weights`` are of signs less their ``means`` over their ``spreads``, in the order of ``NAMES``."""

    means: tuple[float, ...]
    spreads: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float

    def chance(self, text: str, brief: Brief, logprob: float, tokens: int) -> float:
        """How likely a copywriter would paste the text, 0 to 1.

        ``logprob`` is the mean natural log-probability of its ``tokens`` tokens.
        """
        return self.chance_of(signs_of(text, brief, logprob, tokens))

    def chance_of(self, signs: Signs) -> float:
        parts = zip(signs.values, self.means, self.spreads, self.weights, strict=True)
        sense = self.bias + sum(weight * (sign - mean) / spread for sign, mean, spread, weight in parts)
        return 1 / (1 + math.exp(-max(-SURE, min(SURE, sense))))


@once
def house_judge(file: Path = FILE) -> Judge:
    """The judge that was fitted to the marks of the house."""
    found = json.loads(file.read_text(encoding="utf-8"))
    signs = [found["signs"][name] for name in NAMES]
    return Judge(
        means=tuple(sign["mean"] for sign in signs),
        spreads=tuple(sign["spread"] for sign in signs),
        weights=tuple(sign["weight"] for sign in signs),
        bias=found["bias"],
    )
