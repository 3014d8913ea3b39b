"""The price table: the team's own prices, and behind them those of the file, which are dated and to be checked."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.domain import Price

FILE = Path(__file__).with_name("prices.toml")
CURRENCY = "USD"
MILLION = 1_000_000
VERSION = re.compile(r"(-\d{4}(-\d{2}-\d{2})?|-latest)?")
"""What may follow a model of the file: its date. What else follows makes another model, at a price of its own."""
BOUNDARIES = "-:@/"
"""What begins the rest of a name, where a team's own price is for all models that begin so."""


@dataclass(frozen=True, slots=True)
class PriceTable:
    """Prices by the longest beginning of a model's name, or of CONNECTION/MODEL, the team's own first."""

    own: Sequence[Price] = ()

    def find(self, model: str, *servers: str) -> Price | None:
        """The price of a model, None where none is known. ``servers`` are the connection's name and its pool's: an own
        price may be for all models of one of them."""
        names = (*(f"{server}/{model}" for server in servers if server), model)
        found = [price for price in self.own if any(_begins(name, price.model) for name in names)]
        found = found or [price for price in of_file() if _is_version(model, price.model)]
        return max(found, key=lambda price: len(price.model), default=None)


@cache
def of_file() -> tuple[Price, ...]:
    """The prices that come with Housestyle."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["price"]
    return tuple(
        Price(
            id=f"file-{model}",
            model=model,
            prompt=float(entry["prompt"]),
            completion=float(entry["completion"]),
            source=entry["source"],
            checked=entry["checked"],
        )
        for entry in entries
        for model in entry["models"]
    )


def cost(price: Price, prompt_tokens: int, completion_tokens: int) -> int:
    """Millionths of the currency, rounded up: what is small is not nothing.

    A price a million tokens is the millionths that one token costs.

    >>> from datetime import date
    >>> cost(Price(id="", model="m", prompt=0.15, completion=0.6, source="", checked=date(2026, 1, 1)), 1000, 100)
    210
    """
    return math.ceil(round(prompt_tokens * price.prompt + completion_tokens * price.completion, 6))


def _begins(name: str, beginning: str) -> bool:
    rest = name[len(beginning) :]
    return name.startswith(beginning) and (not rest or rest[0] in BOUNDARIES)


def _is_version(model: str, known: str) -> bool:
    return model.startswith(known) and VERSION.fullmatch(model[len(known) :]) is not None
