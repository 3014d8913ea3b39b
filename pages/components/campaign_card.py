"""A campaign on a card."""

from __future__ import annotations

from html import escape

import streamlit as st

from core.bootstrap import Application
from core.domain import Campaign, CampaignStatus

STATUS_WORDS = {
    CampaignStatus.DRAFT: "Draft",
    CampaignStatus.ACTIVE: "Active",
    CampaignStatus.PAUSED: "Paused",
    CampaignStatus.ENDED: "Ended",
}


def campaign_card(app: Application, campaign: Campaign) -> None:
    """Name, brand, product, dates."""
    brand = app.brands.get(campaign.brand_id).name
    product = campaign.product or "No product yet"
    st.html(
        f'<div class="hs-person-name">{escape(campaign.name)}</div>'
        f'<p class="hs-line">{escape(brand)}: {escape(product)}</p>'
        f'<p class="hs-muted">{escape(_facts(campaign))}</p>'
    )


def write_link(campaign: Campaign, label: str = "Write") -> None:
    st.page_link("pages/studio.py", label=label, query_params={"campaign": campaign.id}, icon=":material/edit_note:")


def brief_link(campaign: Campaign) -> None:
    st.page_link(
        "pages/campaigns.py", label="Brief", query_params={"campaign": campaign.id}, icon=":material/description:"
    )


def _facts(campaign: Campaign) -> str:
    parts = [STATUS_WORDS[campaign.status]]
    if campaign.ends_on:
        parts.append(f"ends {campaign.ends_on:%d %b %Y}")
    parts.append(_count(len(campaign.persona_ids), "persona"))
    parts.append(_count(len(campaign.channels), "channel"))
    return " · ".join(parts)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
