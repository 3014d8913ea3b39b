"""All that an ad is put together from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.ads.coverage import Point, points_of
from core.ads.kinds import Kind
from core.channels.catalogue import Catalogue
from core.domain import Ad, Brief, Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """``texts`` are the variants that the ad's runs brought, by id, in the order of the runs; ``briefs`` those of its
    campaign and persona, by channel."""

    ad: Ad
    kind: Kind
    texts: Mapping[str, Variant]
    briefs: Mapping[str, Brief]
    keywords: tuple[str, ...]
    catalogue: Catalogue

    @property
    def points(self) -> tuple[Point, ...]:
        """What the ad can say."""
        return points_of(self.briefs[self.kind.parts[0].channel], self.keywords)
