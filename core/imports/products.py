"""A catalogue: a campaign for each product, with the personas and channels that were chosen for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core.domain import Campaign
from core.imports.descriptions import first_sentences, without_markup
from core.imports.plan import ImportRequest, Names, Plan, name_key, plan_named
from core.imports.records import Values, parts
from core.library.campaigns import CampaignService
from core.library.shelf import new_id
from core.text_input import clean

LONGEST_PRODUCT = 200


def plan_products(request: ImportRequest, service: CampaignService, stored: Iterable[Campaign]) -> Plan:
    """``stored`` are the brand's campaigns in sight: a name is there once."""

    def make(values: Values) -> Campaign:
        given: dict[str, Any] = {**values, "product": _product(str(values["product"]), shorten=request.shorten)}
        given["facts"] = tuple(line for fact in values["facts"] for line in parts(without_markup(fact), ""))
        return service.checked(
            Campaign(
                id=new_id(),
                brand_id=request.brand_id,
                persona_ids=request.persona_ids,
                channels=request.channels,
                **given,
            )
        )

    return plan_named(request, Names("campaign", make, frozenset(name_key(campaign.name) for campaign in stored)))


def _product(description: str, *, shorten: bool) -> str:
    """On one line. Raises InvalidInput where nothing is said: no text could be written of it."""
    shown = " ".join(without_markup(description).split())
    kept = first_sentences(shown, LONGEST_PRODUCT) if shorten else shown
    return clean("product", kept, longest=LONGEST_PRODUCT, required=True)
