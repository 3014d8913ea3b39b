"""A prefix and its branches in one sequence, as a tree: what is the same for several texts is computed once.

Each branch sees what leads to it and itself and nothing of its neighbours, at the positions that it would have alone,
so the gradient is the one of separate rows, for about half the tokens.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import torch

from core.training.rows import Answer, Reading


@dataclass(frozen=True, slots=True)
class Branch:
    """Tokens of one text among ``Packed.targets``: from ``start`` up to ``stop``; ``number`` is that in the tree."""

    number: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A text, and the draft that it is better than."""

    better: Branch
    worse: Branch


@dataclass(frozen=True, slots=True)
class Packed:
    """One sequence of length L, of which T tokens are predicted."""

    ids: torch.Tensor  # (1, L)
    positions: torch.Tensor  # (1, L)
    mask: torch.Tensor  # (1, 1, L, L), True where a position may look
    places: torch.Tensor  # (T,) where in the sequence each of the targets is predicted
    targets: torch.Tensor  # (T,)
    taught: torch.Tensor  # (T,), True for tokens that are learnt, False for those of a worse draft
    pairs: tuple[Pair, ...] = ()

    @property
    def learnt(self) -> int:
        """How many tokens are learnt."""
        return int(self.taught.sum())


@dataclass
class _Tree:
    """A sequence as it grows. Branches are numbered; ``above`` holds, for each, the one that it goes on from."""

    ids: list[int] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    branch: list[int] = field(default_factory=list)
    above: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)  # where each branch's last token stands in the sequence
    places: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    taught: list[bool] = field(default_factory=list)

    def grow(self, tokens: list[int], above: int = -1) -> int:
        """Add a branch of tokens after the branch ``above``; returns its number."""
        number, begin = len(self.above), self.positions[self.last[above]] + 1 if above >= 0 else 0
        self.ids += tokens
        self.positions += range(begin, begin + len(tokens))
        self.branch += [number] * len(tokens)
        self.above.append(above)
        self.last.append(len(self.ids) - 1)
        return number

    def predict(self, tokens: list[int], above: int, *, taught: bool) -> Branch:
        """Add a branch whose every token is predicted."""
        first = self.last[above]
        number = self.grow(tokens, above)
        start, own = len(self.targets), self.last[number] - len(tokens) + 1
        self.places += [first, *range(own, own + len(tokens) - 1)]
        self.targets += tokens
        self.taught += [taught] * len(tokens)
        return Branch(number, start, len(self.targets))

    def mask(self) -> torch.Tensor:
        """Look back, at one's own branch and at those that lead to it."""
        count = len(self.above)
        leads = torch.eye(count, dtype=torch.bool)
        for number, above in enumerate(self.above):  # a branch stands after the one that it goes on from
            if above >= 0:
                leads[number] |= leads[above]
        length, branch = len(self.ids), torch.tensor(self.branch)
        back = torch.ones(length, length, dtype=torch.bool).tril()
        return (back & leads[branch][:, branch])[None, None]


def pack(reading: Reading, tokenizer: Any, end: int) -> Packed:
    """Tokens, positions, mask and targets of one reading; ``end`` is the token that ends a text.

    A sentence that follows another answer's goes on from there.
    """

    def tokens(text: str) -> list[int]:
        encoded: list[int] = tokenizer.encode(text, add_special_tokens=False)
        return encoded

    def of_answer(text: str, answer: Answer) -> list[int]:
        return [*tokens(text), end] if answer.ends else tokens(text)

    tree, pairs = _Tree(), []
    prefix = tree.grow(tokens(reading.prefix))
    under_way: dict[str, int] = {}
    for answer in reading.answers:
        asked = under_way.get(answer.asked)
        if asked is None:
            asked = tree.grow(tokens(answer.asked), prefix)
        text = tree.predict(of_answer(answer.begun_with(answer.text), answer), asked, taught=True)
        if not answer.ends:
            under_way[answer.asked + answer.begun_with(answer.text)] = text.number
        if answer.draft:
            draft = tree.predict(of_answer(answer.begun_with(answer.draft), answer), asked, taught=False)
            pairs.append(Pair(text, draft))
    return Packed(
        ids=torch.tensor([tree.ids]),
        positions=torch.tensor([tree.positions]),
        mask=tree.mask(),
        places=torch.tensor(tree.places),
        targets=torch.tensor(tree.targets),
        taught=torch.tensor(tree.taught),
        pairs=tuple(pairs),
    )
