"""What a run will do, decided before it starts: cells, waves, seeds."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.channels.catalogue import Channel
from core.domain import Cell, RunRequest
from core.errors import InvalidInput

MOST_VARIANTS = 24
MOST_CELLS = 60
TOKENS_PER_VARIANT = 1_500
LEAST_DRAFTS, MOST_DRAFTS = 12, 64
"""Drawn for each variant asked for, before a run shows fewer and says why: about as long for every channel."""
MOST_ANGLED = 24
"""The same for a text with an angle, one of a dozen sets of which each may come to nothing."""
CHOICE, PATIENCE = 3, 4
"""Short texts are chosen out of so many times as many as are shown, where that takes no more than so many drafts."""
LEAST_ROWS, MOST_ROWS = 8, 24
"""Rows that a wave takes in a batch. Eight take hardly longer than one; more than 24 are hardly quicker each, and
their keys and values take memory (two cores: 129 tokens a second at 8 rows, 215 at 24, 230 at 48)."""
ROWS_TOGETHER = 72
"""Rows that the waves of several cells may take in one batch: three whole waves, as a batch of more has for longer
enough texts that still grow (18 sets on two cores with AVX-512: 460 tokens a second at 48 rows, 495 at 72)."""
HOPELESS = {"one": 64, "many": 16}
"""Drafts without one that passes, after which a cell is given up: a brief that says too little has no more texts."""
CANDIDATES = 4
"""Rows that a long text takes: of each sentence so many are drawn."""
EXPECTED, SURE = 0.75, 4
"""The share of drafts that pass, before any is seen, and how many drafts that is worth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waves:
    """How a cell is drawn for ``n`` variants: waves as large as it takes by the share that has passed so far, until
    enough have.

    ``budget``, ``choice``, ``patience`` and ``hopeless`` are numbers of drafts: at most, passed, drawn when no better
    choice is waited for, and in vain. A draft takes ``rows`` rows in a batch.
    """

    n: int
    budget: int
    choice: int
    patience: int
    hopeless: int
    rows: int

    def next(self, verdicts: Sequence[bool]) -> range:
        """The numbers of the next wave, after drafts that passed or did not; empty where the cell is over."""
        passed, drawn = sum(verdicts), len(verdicts)
        in_vain = drawn >= self.hopeless and not any(verdicts[-self.hopeless :])
        if in_vain or drawn >= self.budget or self.are_enough(passed, drawn):
            return range(drawn, drawn)
        share = (passed + EXPECTED * SURE) / (drawn + SURE)
        wanted = math.ceil((self.choice - passed) / share)
        if passed >= self.n:
            wanted = min(wanted, self.patience - drawn)
        size = min(max(wanted, LEAST_ROWS // self.rows), MOST_ROWS // self.rows, self.budget - drawn)
        return range(drawn, drawn + size)

    def are_enough(self, passed: int, drawn: int) -> bool:
        """Whether there are enough to choose from."""
        return passed >= self.n and (passed >= self.choice or drawn >= self.patience)

    def share(self, passed: int, drawn: int) -> float:
        """How far the drawing is, 0 to 1: by what has passed or by what is spent, whichever is nearer to its end."""
        by_patience = min(passed / self.n, drawn / self.patience)
        return min(1.0, max(passed / self.choice, by_patience, drawn / self.budget))


def waves_for(n: int, channel: Channel, *, is_angled: bool = False) -> Waves:
    """Waves for ``n`` variants of a channel. Long texts are chosen sentence by sentence and not once more as wholes;
    of texts with an angle there are other sets to choose from."""
    is_long = channel.lines == "many"
    choice, patience = (n, n) if is_long else (CHOICE * n, PATIENCE * n)
    most = MOST_ANGLED if is_angled else MOST_DRAFTS
    return Waves(
        n=n,
        budget=n * min(max(TOKENS_PER_VARIANT // channel.tokens, LEAST_DRAFTS), most),
        choice=choice,
        patience=patience,
        hopeless=HOPELESS[channel.lines],
        rows=CANDIDATES if is_long else 1,
    )


def fitting(rows: Sequence[int]) -> list[int]:
    """The places in a line of waves, which take so many rows each, of those that one batch has room for: the first, and
    whatever fits beside it."""
    taken: list[int] = []
    room = ROWS_TOGETHER
    for place, own in enumerate(rows):
        if not taken or own <= room:
            taken.append(place)
            room -= own
    return taken


def cells_of(request: RunRequest) -> tuple[Cell, ...]:
    """Every brief with every recipe, recipes of one brief next to each other, and so the two models of a comparison.

    Raises InvalidInput when there is nothing to write or too much for one run.
    """
    if not request.briefs:
        raise InvalidInput("briefs", "There is nothing to write yet.", "Choose at least one persona and one channel.")
    if not request.recipes:
        raise InvalidInput("recipes", "No recipe is chosen.", "Choose Careful, Balanced, Bold or a recipe of yours.")
    for n in (request.n, *request.counts):
        if not 1 <= n <= MOST_VARIANTS:
            raise InvalidInput("n", f"{n} variants cannot be asked for.", f"Choose 1 to {MOST_VARIANTS}.")
    if not 0 <= request.seed < 2**63:
        raise InvalidInput("seed", f"Seed {request.seed} cannot be used.", "Choose a whole number from 0 up.")
    writers = (None, request.rival) if request.rival else (None,)
    if request.rival == request.model:
        raise InvalidInput("rival", "A model cannot be compared with itself.", "Choose another one.")
    count = len(request.briefs) * len(request.recipes) * len(writers)
    if count > MOST_CELLS:
        raise InvalidInput(
            "briefs",
            f"That is {count} sets of variants in one run.",
            f"Choose fewer personas, channels or recipes: at most {MOST_CELLS} sets.",
        )
    personas = request.persona_ids or (None,) * len(request.briefs)
    counts = request.counts or (None,) * len(request.briefs)
    asked = [
        (brief, persona, n, recipe, model)
        for brief, persona, n in zip(request.briefs, personas, counts, strict=True)
        for recipe in request.recipes
        for model in writers
    ]
    return tuple(
        Cell(index=index, brief=brief, recipe=recipe, persona_id=persona, n=n, model=model)
        for index, (brief, persona, n, recipe, model) in enumerate(asked)
    )


def draft_seed(run_seed: int, cell: int, number: int) -> int:
    """The draft's own 63-bit seed: the same run seed always gives the same texts."""
    digest = hashlib.blake2b(f"{run_seed}/{cell}/{number}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
