"""Campaigns."""

from __future__ import annotations

from core.domain import Campaign
from db import tables
from db.repositories.table import ArchivableRepository


class Campaigns(ArchivableRepository[Campaign]):
    table, kind, word = tables.campaigns, Campaign, "campaign"
    searched = ("name", "product", "offer")

    def of_brand(self, brand_id: str) -> tuple[Campaign, ...]:
        """Every campaign of a brand, archived ones included."""
        return self._all(self.table.c.brand_id == brand_id)
