"""The catalogue of channels, read from ``catalogue.toml``, and what the team has put in place of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from core.channels.counting import RULES
from core.channels.policies import POLICIES
from core.errors import InvalidInput

FILLS = ("", "merge", "keyword")
FILE = Path(__file__).with_name("catalogue.toml")
LEAST_TOKENS, MOST_TOKENS = 8, 400
"""Budget for one draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One channel field. ``limit`` and ``visible`` are in the units of ``counting``; None is no limit.

    ``like`` is the field that house models were taught and that this one is written as, where they were not taught
    it; for one that a team has changed, the field as it was taught. ``refused`` is the length beyond which the platform
    refuses a text, where ``limit`` is only what it shows well. An ad takes ``least`` to ``most`` texts of it.
    ``policy`` names rules of ``core.channels.policies``, and ``hashtags`` is how many are allowed; None is any number.
    ``fills`` says which placeholders are filled in there: "merge", what a tool that sends to many knows of each, or
    "keyword"; empty for none.
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
    refused: int | None = None
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

    @property
    def longest(self) -> int | None:
        """What the platform accepts at most; None where no limit of it is known."""
        return self.limit if self.hard else self.refused


class Catalogue:
    """Channels by id: those of the file in its order, the team's own after the last of their group.

    One object is shared by all services of an application, so that what a team changes is seen by all of them.
    """

    def __init__(self, channels: Iterable[Channel]) -> None:
        self._of_file = {channel.id: channel for channel in channels}
        self._channels = self._of_file

    def replace_own(self, own: Iterable[Channel]) -> None:
        """These are the team's own from now on, and none else: each in place of the file's with its id, or new.

        Readers see the channels of before or of after, never a mixture.
        """
        channels = {**self._of_file, **{channel.id: channel for channel in own}}
        groups = list(dict.fromkeys(channel.group for channel in channels.values()))
        in_order = sorted(channels.values(), key=lambda channel: groups.index(channel.group))
        self._channels = {channel.id: channel for channel in in_order}

    def get(self, channel_id: str) -> Channel:
        """Raises InvalidInput for an unknown id."""
        channels = self._channels
        if channel_id not in channels:
            raise InvalidInput("channels", f"There is no channel “{channel_id}”.", f"Known: {', '.join(channels)}.")
        return channels[channel_id]

    def recall(self, channel_id: str) -> Channel:
        """For showing what was written earlier: a channel that is gone is a name without a limit."""
        return self._channels.get(channel_id) or _gone(channel_id)

    def of_file(self, channel_id: str) -> Channel | None:
        """The channel as the file says; None where it is not in there."""
        return self._of_file.get(channel_id)

    def all(self) -> tuple[Channel, ...]:
        return tuple(self._channels.values())

    def drafted(self) -> tuple[Channel, ...]:
        """Those that a model writes for; the others people fill in."""
        return tuple(channel for channel in self.all() if channel.drafted)

    def taught(self) -> tuple[Channel, ...]:
        """Those that house models are taught and measured on, as the file says, whatever a team has changed."""
        return tuple(channel for channel in self._of_file.values() if channel.drafted and channel.like is None)


def _gone(channel_id: str) -> Channel:
    return Channel(
        id=channel_id,
        label=channel_id,
        group=channel_id,
        hard=False,
        counting="characters",
        lines="many",
        tokens=LEAST_TOKENS,
        brand=False,
        cta=False,
        sentences=False,
        source="No longer known",
        checked=date.min,
        drafted=False,
    )


@cache
def load_catalogue(path: Path = FILE) -> Catalogue:
    """Read the catalogue; a mistake in the file is an error at once, not at first use.

    It is read once and shared: one who puts own channels in makes a Catalogue of its channels first.
    """
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    taught = {name: _channel(path, name, table, {}) for name, table in tables.items() if "like" not in table}
    found = [taught.get(name) or _channel(path, name, table, taught) for name, table in tables.items()]
    return Catalogue(found)


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
    if channel.fills not in FILLS:
        raise _unknown(path, channel.id, "kind of placeholder", "Known: merge, keyword.")
    for rule in channel.policy:
        if rule not in POLICIES:
            raise _unknown(path, channel.id, f"policy “{rule}”", f"Known: {', '.join(POLICIES)}.")


def _unknown(path: Path, name: str, what: str, mend: str) -> InvalidInput:
    return InvalidInput("channels", f"{path.name}: “{name}” names an unknown {what}.", mend)
