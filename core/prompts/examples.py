"""The worked examples that a prompt shows."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.domain import Brief, BriefPersona

FILE = Path(__file__).with_name("examples.toml")


@dataclass(frozen=True, slots=True)
class Example:
    """A brief and the text somebody wrote for it."""

    brief: Brief
    text: str


@cache
def examples_for(channel: str) -> tuple[Example, ...]:
    """The examples that have a text for this channel, in the order of the file."""
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))["example"]
    return tuple(
        Example(
            Brief(
                brand=table["brand"],
                product=table["product"],
                facts=tuple(table["facts"]),
                offer=table["offer"],
                cta=table["cta"],
                tone=table["tone"],
                persona=BriefPersona(name="", description=table["audience"]),
                channel=channel,
            ),
            table["texts"][channel],
        )
        for table in tables
        if channel in table["texts"]
    )
