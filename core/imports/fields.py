"""The fields that a file can bring in, read from ``headings.toml``: a table a kind."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.domain import ImportKind

FILE = Path(__file__).with_name("headings.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of what is made. ``headings`` are names of its column, the likeliest first; # stands for a number.

    With ``many``, several columns may hold it; ``apart`` are the signs that part several values in one cell.
    """

    name: str
    label: str
    headings: tuple[str, ...]
    required: bool = False
    many: bool = False
    apart: str = ""

    @property
    def is_list(self) -> bool:
        """Whether its value is several texts."""
        return self.many or bool(self.apart)


@cache
def fields_of(kind: ImportKind) -> tuple[Field, ...]:
    """In the order in which the page shows them."""
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))[kind.value]
    return tuple(
        Field(**{**table, "name": name, "headings": (name.replace("_", " "), *table["headings"])})
        for name, table in tables.items()
    )
