"""How to train."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSettings:
    """``epochs`` may be a fraction; ``readings_a_step`` are sequences of up to twelve texts each.

    ``rank`` and ``alpha`` are LoRA's (arXiv 2106.09685); the learning rate rises for ``warm_up`` of the steps and
    falls to nothing along a cosine.
    """

    epochs: float = 1.0
    direct: bool = False  # only from direct texts, which is what drafting asks for
    readings_a_step: int = 4
    learning_rate: float = 5e-4
    warm_up: float = 0.06
    rank: int = 16
    alpha: int = 32
    seed: int = 20261125
    keep_every: int = 25  # steps between two checkpoints
