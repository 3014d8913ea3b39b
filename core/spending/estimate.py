"""What a run will take, before it starts: from the least to the most that its plan allows.

*Least*: every draft passes, so that the first waves are enough; each wave reads its prompt once, as where a server
takes several texts together; a text takes half its channel's budget. *Most*: as many drafts as the plan may draw before
it gives up, each read by itself and each as long as may be. Long texts are drawn a sentence at a time, several of
each, and every sentence reads the prompt and what is written again. Sizes of texts in tokens are guessed from their
characters: English takes about four a token, Chinese and Japanese one. Tries that failed are not foreseen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from core.channels.catalogue import Catalogue, Channel
from core.domain import Cell, Price, RunRequest
from core.engines.base import PromptStyle
from core.generation.plan import CANDIDATES, Waves, cells_of, waves_for
from core.model_ids import split_id
from core.prompts import build
from core.spending.prices import PriceTable, cost

SENTENCES = 5
"""Sentences of a long text."""
WIDE = 0x2E80
"""Letters from here on are about a token each."""
MESSAGE = 4
"""Tokens that a chat puts around each message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Tokens in and out, and what they cost in millionths; None where no price is known."""

    prompt_tokens: int
    completion_tokens: int
    cost: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """``price`` is None where none is known."""

    least: Amount
    most: Amount
    price: Price | None


def estimate(request: RunRequest, channels: Catalogue, prices: PriceTable, *servers: str) -> Estimate:
    """What a run of ``CONNECTION/MODEL`` will take; ``servers`` are the connection's name and its pool's.

    Raises InvalidInput for a request that cannot be run.
    """
    cells = cells_of(request)
    sums = [_cell(cell, channels.get(cell.brief.channel), request.n) for cell in cells]
    server, model = split_id(request.model)
    price = prices.find(model, *(servers or (server,)))

    def amount(tokens_in: int, tokens_out: int) -> Amount:
        paid = None if price is None else cost(price, tokens_in, tokens_out)
        return Amount(prompt_tokens=tokens_in, completion_tokens=tokens_out, cost=paid)

    least_in, least_out, most_in, most_out = (sum(column) for column in zip(*sums, strict=True))
    return Estimate(least=amount(least_in, least_out), most=amount(most_in, most_out), price=price)


def _cell(cell: Cell, channel: Channel, n: int) -> tuple[int, int, int, int]:
    """Least tokens in and out, most tokens in and out."""
    waves = waves_for(n if cell.n is None else cell.n, channel, is_angled=bool(cell.brief.angle))
    read = build(cell.brief, channel, PromptStyle.CHAT)
    prompt = sum(tokens_of(message.content) + MESSAGE for message in read.messages)
    whole = cell.recipe.settings.max_length or channel.tokens
    calls, drafts = _least(waves)
    if channel.lines == "one":
        return calls * prompt, drafts * math.ceil(whole / 2), waves.budget * prompt, waves.budget * whole
    rows = waves.budget * CANDIDATES
    return (
        calls * SENTENCES * (prompt + whole // 4),
        drafts * math.ceil(whole / 2),
        rows * SENTENCES * (prompt + whole // 2),
        rows * whole,
    )


def _least(waves: Waves) -> tuple[int, int]:
    """How many waves, and drafts, it takes where every draft passes."""
    calls, passed = 0, 0
    while numbers := waves.next([True] * passed):
        calls, passed = calls + 1, passed + len(numbers)
    return calls, passed


def tokens_of(text: str) -> int:
    """About how many tokens a text is.

    >>> tokens_of("Keeps drinks hot."), tokens_of("保温杯")
    (5, 3)
    """
    wide = sum(ord(letter) >= WIDE for letter in text)
    return wide + math.ceil((len(text) - wide) / 4)
