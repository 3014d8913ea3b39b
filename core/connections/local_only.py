"""Nothing of a brand that is local only goes to a connection: asked when a run is started, and whenever it writes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.domain import Brand, Brief
from core.errors import InvalidInput
from db.database import Database
from db.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class LocalOnly:
    """``is_remote`` tells a connection's model from one of this machine, by its id."""

    database: Database
    is_remote: Callable[[str], bool]

    def require(self, model_id: str, briefs: Iterable[Brief], campaign_id: str | None = None) -> None:
        """Raises InvalidInput naming ``model`` where the model is remote and a brand of the briefs is local only.

        The brand is the campaign's, and whichever has the name that a brief gives, archived or not.
        """
        if not self.is_remote(model_id):
            return
        with self.database.read() as work:
            kept = {brand.id: brand for brand in _brands(work) if brand.local_only}
            own = _of_campaign(work, campaign_id) if kept and campaign_id else ""
        names = {_plain(brief.brand) for brief in briefs}
        for brand in kept.values():
            if brand.id == own or _plain(brand.name) in names:
                raise InvalidInput(
                    "model",
                    f"Nothing of “{brand.name}” leaves this machine, and {model_id} is a connection's.",
                    "Choose a model of this machine, or change that on the brand's page.",
                )


def _brands(work: UnitOfWork) -> tuple[Brand, ...]:
    return (*work.brands.list(), *work.brands.list(archived=True))


def _of_campaign(work: UnitOfWork, campaign_id: str) -> str:
    """The id of its brand; empty where the campaign is gone."""
    if campaign_id not in work.campaigns.there([campaign_id]):
        return ""
    return work.campaigns.get(campaign_id).brand_id


def _plain(name: str) -> str:
    """
    >>> _plain(" North  PEAK ") == _plain("North peak")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
