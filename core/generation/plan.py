"""What a run will do, decided before it starts: cells, waves, seeds."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass

from core.channels.catalogue import Channel
from core.domain import Cell, RunRequest
from core.errors import InvalidInput

MOST_VARIANTS = 24
MOST_CELLS = 60
TOKENS_PER_VARIANT = 1_500
LEAST_DRAFTS, MOST_DRAFTS = 12, 64
"""Drawn for each variant asked for, before a run shows fewer and says why: about as long for every channel."""


LONG_WAVE = 4
"""Long texts in a batch: each is several candidates wide, so fewer cost less, and fewer are drawn in vain."""
CHOICE, PATIENCE = 3, 4
"""Short texts are chosen out of so many times as many as are shown, where that takes no more than so many drafts."""


@dataclass(frozen=True, slots=True)
class Waves:
    """``most`` waves of ``size`` drafts each, for ``n`` variants; drawing ends as soon as enough have passed.

    ``choice`` and ``patience`` are numbers of drafts: passed, and drawn.
    """

    n: int
    size: int
    most: int
    choice: int
    patience: int

    def numbers(self, wave: int) -> range:
        return range(wave * self.size, (wave + 1) * self.size)

    @property
    def budget(self) -> int:
        return self.size * self.most

    def are_enough(self, passed: int, drawn: int) -> bool:
        """Whether there are enough to choose from."""
        return passed >= self.n and (passed >= self.choice or drawn >= self.patience)

    def share(self, passed: int, drawn: int) -> float:
        """How far the drawing is, 0 to 1: by what has passed or by what is spent, whichever is nearer to its end."""
        by_patience = min(passed / self.n, drawn / self.patience)
        return min(1.0, max(passed / self.choice, by_patience, drawn / self.budget))


def waves_for(n: int, channel: Channel) -> Waves:
    """Waves for ``n`` variants of a channel.

    A batch of fewer than eight costs about as much time as eight, of more than twelve much more. Long texts are
    chosen sentence by sentence and not once more as wholes.
    """
    is_long = channel.lines == "many"
    size = LONG_WAVE if is_long else min(max(n, 8), 12)
    drafts = n * min(max(TOKENS_PER_VARIANT // channel.tokens, LEAST_DRAFTS), MOST_DRAFTS)
    choice, patience = (n, n) if is_long else (math.ceil(CHOICE * n), PATIENCE * n)
    return Waves(n=n, size=size, most=-(-drafts // size), choice=choice, patience=patience)


def cells_of(request: RunRequest) -> tuple[Cell, ...]:
    """Every brief with every recipe, recipes of one brief next to each other.

    Raises InvalidInput when there is nothing to write or too much for one run.
    """
    if not request.briefs:
        raise InvalidInput("briefs", "There is nothing to write yet.", "Choose at least one persona and one channel.")
    if not request.recipes:
        raise InvalidInput("recipes", "No recipe is chosen.", "Choose Careful, Balanced, Bold or a recipe of yours.")
    if not 1 <= request.n <= MOST_VARIANTS:
        raise InvalidInput("n", f"{request.n} variants cannot be asked for.", f"Choose 1 to {MOST_VARIANTS}.")
    if not 0 <= request.seed < 2**63:
        raise InvalidInput("seed", f"Seed {request.seed} cannot be used.", "Choose a whole number from 0 up.")
    count = len(request.briefs) * len(request.recipes)
    if count > MOST_CELLS:
        raise InvalidInput(
            "briefs",
            f"That is {count} sets of variants in one run.",
            f"Choose fewer personas, channels or recipes: at most {MOST_CELLS} sets.",
        )
    personas = request.persona_ids or (None,) * len(request.briefs)
    pairs = [
        (brief, persona, recipe)
        for brief, persona in zip(request.briefs, personas, strict=True)
        for recipe in request.recipes
    ]
    return tuple(
        Cell(index=index, brief=brief, recipe=recipe, persona_id=persona)
        for index, (brief, persona, recipe) in enumerate(pairs)
    )


def draft_seed(run_seed: int, cell: int, number: int) -> int:
    """The draft's own 63-bit seed: the same run seed always gives the same texts."""
    digest = hashlib.blake2b(f"{run_seed}/{cell}/{number}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
