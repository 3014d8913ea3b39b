"""The catalogue of channels, read from ``catalogue.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from core.channels.counting import RULES
from core.errors import InvalidInput

FILE = Path(__file__).with_name("catalogue.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One channel field. ``limit`` and ``visible`` are in the units of ``counting``; None is no limit."""

    id: str
    label: str
    group: str
    hard: bool
    counting: str
    lines: str
    tokens: int
    brand: bool
    cta: bool
    sentences: bool
    source: str
    checked: date
    limit: int | None = None
    visible: int | None = None

    def length(self, text: str) -> int:
        """The text's length as this channel counts."""
        return RULES[self.counting](text)


class Catalogue:
    """Channels by id, in the order of the file."""

    def __init__(self, channels: tuple[Channel, ...]) -> None:
        self._channels = {channel.id: channel for channel in channels}

    def get(self, channel_id: str) -> Channel:
        """Raises InvalidInput for an unknown id."""
        if channel_id not in self._channels:
            raise InvalidInput(
                "channels", f"There is no channel “{channel_id}”.", f"Known: {', '.join(self._channels)}."
            )
        return self._channels[channel_id]

    def all(self) -> tuple[Channel, ...]:
        return tuple(self._channels.values())


@cache
def load_catalogue(path: Path = FILE) -> Catalogue:
    """Read the catalogue; a mistake in the file is an error at once, not at first use."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    channels = tuple(Channel(id=name, **table) for name, table in tables.items())
    for channel in channels:
        if channel.counting not in RULES or channel.lines not in ("one", "many"):
            raise InvalidInput(
                "channels", f"{path.name}: “{channel.id}” names an unknown rule.", f"Known: {', '.join(RULES)}."
            )
    return Catalogue(channels)
