"""The catalogue of channels, read from ``catalogue.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from core.channels.counting import RULES
from core.channels.policies import POLICIES
from core.errors import InvalidInput

FILE = Path(__file__).with_name("catalogue.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One channel field. ``limit`` and ``visible`` are in the units of ``counting``; None is no limit.

    ``like`` is the field that house models were taught and that this one is written as, where they were not taught
    it. An ad takes ``least`` to ``most`` texts of it. ``policy`` names rules of ``core.channels.policies``, and
    ``hashtags`` is how many are allowed; None is any number. ``fills`` says which placeholders are filled in there:
    "merge", what a tool that sends to many knows of each, or "keyword"; empty for none.
    """

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
    like: Channel | None = None
    least: int = 1
    most: int = 1
    policy: tuple[str, ...] = ()
    hashtags: int | None = None
    fills: str = ""
    drafted: bool = True

    def length(self, text: str) -> int:
        """The text's length as this channel counts."""
        return RULES[self.counting](text)

    @property
    def taught_as(self) -> Channel:
        """The field that house models know it by."""
        return self.like or self


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

    def drafted(self) -> tuple[Channel, ...]:
        """Those that a model writes for; the others people fill in."""
        return tuple(channel for channel in self.all() if channel.drafted)

    def taught(self) -> tuple[Channel, ...]:
        """Those that house models are taught and measured on."""
        return tuple(channel for channel in self.drafted() if channel.like is None)


@cache
def load_catalogue(path: Path = FILE) -> Catalogue:
    """Read the catalogue; a mistake in the file is an error at once, not at first use."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    taught = {name: _channel(path, name, table, {}) for name, table in tables.items() if "like" not in table}
    found = [taught.get(name) or _channel(path, name, table, taught) for name, table in tables.items()]
    return Catalogue(tuple(found))


def _channel(path: Path, name: str, table: dict[str, Any], taught: dict[str, Channel]) -> Channel:
    values = dict(table)
    like = values.pop("like", None)
    if like is not None and like not in taught:
        raise _unknown(path, name, "field", f"“like” may be {', '.join(taught)}.")
    channel = Channel(id=name, like=taught.get(like), policy=tuple(values.pop("policy", ())), **values)
    _require_known(path, channel)
    return channel


def _require_known(path: Path, channel: Channel) -> None:
    if channel.counting not in RULES or channel.lines not in ("one", "many"):
        raise _unknown(path, channel.id, "rule", f"Known: {', '.join(RULES)}.")
    if channel.fills not in ("", "merge", "keyword"):
        raise _unknown(path, channel.id, "kind of placeholder", "Known: merge, keyword.")
    for rule in channel.policy:
        if rule not in POLICIES:
            raise _unknown(path, channel.id, f"policy “{rule}”", f"Known: {', '.join(POLICIES)}.")


def _unknown(path: Path, name: str, what: str, mend: str) -> InvalidInput:
    return InvalidInput("channels", f"{path.name}: “{name}” names an unknown {what}.", mend)
