"""How to train."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Taught(StrEnum):
    """What a training teaches."""

    ALL = "all examples"
    DIRECT = "direct examples"  # what drafting asks for
    MENDED = "mended drafts"  # the model's own, with what was wrong in them


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSettings:
    """``epochs`` may be a fraction; ``readings_a_step`` are sequences of up to twelve texts each.

    ``rank`` and ``alpha`` are LoRA's (arXiv 2106.09685); the learning rate rises for ``warm_up`` of the steps and
    falls to nothing along a cosine. ``firmness`` is the beta of the preference loss, by which a mended draft is learnt
    to be likelier than the draft (CPO, arXiv 2401.08417: both weigh the same, no second model is needed).
    """

    epochs: float = 1.0
    taught: Taught = Taught.ALL
    marked: tuple[str, ...] = ()  # of mended drafts, the files that are taught from; none for all
    readings_a_step: int = 4
    learning_rate: float = 5e-4
    warm_up: float = 0.06
    rank: int = 16
    alpha: int = 32
    firmness: float = 0.2
    seed: int = 20261125
    keep_every: int = 25  # steps between two checkpoints

    def plain(self) -> dict[str, Any]:
        """As a card or a checkpoint keeps them: text, numbers and truth values alone."""
        kept: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return kept
