"""Channels of the team's own, and its changes of those of the catalogue."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.channels.catalogue import Catalogue, Channel
from core.channels.fields import fields_of, read_channel
from core.domain import OwnChannel
from core.errors import InvalidInput, NotFound
from db.database import Database
from db.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stored channel that can no longer be used, and why."""

    id: str
    why: str


class ChannelService:
    """What is saved here is in the catalogue at once, for all who share it."""

    def __init__(self, database: Database, catalogue: Catalogue) -> None:
        self._database = database
        self._catalogue = catalogue
        self._left_out: tuple[LeftOut, ...] = ()
        self._writing = threading.Lock()

    def load(self) -> None:
        """Take what is stored into the catalogue. What a later release cannot read is left out. Raises StorageError."""
        usable: list[Channel] = []
        left_out: list[LeftOut] = []
        for one in self.own():
            try:
                usable.append(read_channel(one.id, one.fields, self._catalogue))
            except InvalidInput as error:
                left_out.append(LeftOut(one.id, str(error)))
        self._catalogue.replace_own(usable)
        self._left_out = tuple(left_out)

    def own(self) -> tuple[OwnChannel, ...]:
        """What is stored: new channels whole, changed ones of the catalogue as far as they differ from it."""
        with self._database.read() as work:
            return work.own_channels.list()

    def left_out(self) -> tuple[LeftOut, ...]:
        """What is stored and cannot be used."""
        return self._left_out

    def is_changed(self, channel_id: str) -> bool:
        """Whether it is one of the catalogue that the team has changed."""
        return self._catalogue.of_file(channel_id) is not None and any(one.id == channel_id for one in self.own())

    def save(self, channel_id: str, fields: Mapping[str, Any], *, is_new: bool = False) -> Channel:
        """Store a channel of one's own, or a change of one of the catalogue; ``fields`` as in ``catalogue.toml``.

        ``checked`` is today where it is not said. Raises InvalidInput naming the field, also for an id that ``is_new``
        and is taken.
        """
        dated = {**fields, "checked": fields.get("checked") or date.today()}
        channel = read_channel(channel_id, dated, self._catalogue)
        kept = self._kept(channel, fields)
        with self._writing:
            self._require_free(channel, is_new)
            with self._database.work() as work:
                work.alone()
                work.own_channels.delete(channel_id)
                if kept:
                    work.own_channels.add(OwnChannel(id=channel_id, fields=kept))
                work.commit()
            self.load()
        return self._catalogue.get(channel_id)

    def reset(self, channel_id: str) -> None:
        """Take back a change, or take away a channel of one's own; what was written for it stays.

        Raises InvalidInput naming the campaigns that still use it, NotFound.
        """
        if self._catalogue.of_file(channel_id) is None and all(one.id != channel_id for one in self.own()):
            raise NotFound("channel", channel_id)
        with self._writing:
            with self._database.work() as work:
                work.alone()
                if self._catalogue.of_file(channel_id) is None:
                    _require_unused(work, self._catalogue.recall(channel_id))
                work.own_channels.delete(channel_id)
                work.commit()
            self.load()

    def _kept(self, channel: Channel, said: Mapping[str, Any]) -> dict[str, Any]:
        """All that differs from the file. A budget that follows from the limit is left out, and so is the day where
        nothing else differs and nobody said it."""
        base = self._catalogue.of_file(channel.id)
        in_file = fields_of(base) if base else {}
        kept = {name: value for name, value in fields_of(channel).items() if value != in_file.get(name)}
        if said.get("tokens") is None:
            kept.pop("tokens", None)
        return kept if said.get("checked") or kept.keys() - {"checked"} else {}

    def _require_free(self, channel: Channel, is_new: bool) -> None:
        others = [other for other in self._catalogue.all() if other.id != channel.id]
        if is_new and len(others) < len(self._catalogue.all()):
            raise InvalidInput("id", f"There is a channel “{channel.id}” already.", "Choose another short name.")
        if any(other.label.casefold() == channel.label.casefold() for other in others):
            raise InvalidInput("label", f"There is a channel “{channel.label}” already.", "Choose another name.")


def _require_unused(work: UnitOfWork, channel: Channel) -> None:
    campaigns = (*work.campaigns.list(), *work.campaigns.list(archived=True))
    using = [campaign.name for campaign in campaigns if channel.id in campaign.channels]
    if using:
        raise InvalidInput("id", f"“{channel.label}” is used by {_named(using)}.", "Take it off there first.")


def _named(names: Iterable[str]) -> str:
    """
    >>> _named(["Autumn boots", "Spring"])
    '“Autumn boots” and “Spring”'
    """
    *most, last = (f"“{name}”" for name in names)
    return f"{', '.join(most)} and {last}" if most else last
