"""A prefix and its branches in one sequence, as a tree: what is the same for several texts is computed once.

Each branch sees the prefix and itself and nothing of its neighbours, at the positions that it would have alone, so
the gradient is the one of separate rows, for about half the tokens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch

from core.training.rows import Reading

IGNORED = -100


@dataclass(frozen=True, slots=True)
class Packed:
    """One sequence of length L. ``targets`` holds the next token where it is learnt, else IGNORED."""

    ids: torch.Tensor  # (1, L)
    positions: torch.Tensor  # (1, L)
    mask: torch.Tensor  # (1, 1, L, L), True where a position may look
    targets: torch.Tensor  # (L,)

    @property
    def learnt(self) -> int:
        """How many tokens are learnt."""
        return int((self.targets != IGNORED).sum())


def pack(reading: Reading, tokenizer: Any, end: int) -> Packed:
    """Tokens, positions, mask and targets of one reading; ``end`` is the token that ends a text."""
    prefix: list[int] = tokenizer.encode(reading.prefix, add_special_tokens=False)
    ids, positions, branch, targets = list(prefix), list(range(len(prefix))), [0] * len(prefix), [IGNORED] * len(prefix)
    for number, answer in enumerate(reading.answers, start=1):
        asked: list[int] = tokenizer.encode(answer.task, add_special_tokens=False)
        text: list[int] = [*tokenizer.encode(f" {answer.text}", add_special_tokens=False), end]
        own = asked + text
        ids += own
        positions += range(len(prefix), len(prefix) + len(own))
        branch += [number] * len(own)
        targets += [IGNORED] * (len(asked) - 1) + text + [IGNORED]
    return Packed(
        ids=torch.tensor([ids]),
        positions=torch.tensor([positions]),
        mask=_tree_mask(torch.tensor(branch)),
        targets=torch.tensor(targets),
    )


def _tree_mask(branch: torch.Tensor) -> torch.Tensor:
    """Look back, at the prefix (branch 0) or within one's own branch."""
    length = len(branch)
    back = torch.ones(length, length, dtype=torch.bool).tril()
    return (back & ((branch[None] == 0) | (branch[None] == branch[:, None])))[None, None]
