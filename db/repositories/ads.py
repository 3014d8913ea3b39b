"""Ads that were put together."""

from __future__ import annotations

from core.domain import Ad
from db import tables
from db.repositories.table import TableRepository


class Ads(TableRepository[Ad]):
    table, kind, word = tables.ads, Ad, "ad"

    def list(self, campaign_id: str | None = None) -> tuple[Ad, ...]:
        """Newest first; of one campaign or of all."""
        return self._all() if campaign_id is None else self._all(self.table.c.campaign_id == campaign_id)
