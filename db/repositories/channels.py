"""Channels of the team's own."""

from __future__ import annotations

from core.domain import OwnChannel
from db import tables
from db.repositories.table import TableRepository


class OwnChannels(TableRepository[OwnChannel]):
    table, kind, word = tables.own_channels, OwnChannel, "channel"

    def list(self) -> tuple[OwnChannel, ...]:
        """In the order in which they were made."""
        return self._all()[::-1]
