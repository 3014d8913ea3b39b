"""Tags of a campaign's link, put together in boxes."""

from __future__ import annotations

import streamlit as st

from core.domain import Campaign
from core.errors import HousestyleError
from core.library.campaigns import CampaignService
from core.utm import Utm, utm_of
from pages.components.errors import show_error
from pages.components.saved_field import field_key

HELP = {
    "source": "Who sends the click: google, newsletter.",
    "medium": "How it comes: cpc, email, social.",
    "campaign": "What it is for: autumn-boots.",
    "content": "Which ad, where there are several.",
    "term": "The keyword, where one was bid on.",
}


def utm_builder(service: CampaignService, campaign: Campaign) -> None:
    """Five boxes and a button; the link takes the tags at the click."""
    with st.expander("Tag the link (UTM)", icon=":material/link:"):
        said = utm_of(campaign.link)
        columns = st.columns(len(HELP))
        for column, (name, told) in zip(columns, HELP.items(), strict=True):
            column.text_input(name.capitalize(), value=getattr(said, name), key=_key(campaign.id, name), help=told)
        st.button("Put into the link", key=f"utm-{campaign.id}", on_click=_tag, args=(service, campaign.id))
        problem = st.session_state.pop(f"utm-problem-{campaign.id}", None)
        if problem:
            show_error(problem)


def _tag(service: CampaignService, campaign_id: str) -> None:
    """A widget callback."""
    utm = Utm(**{name: st.session_state.get(_key(campaign_id, name), "") for name in HELP})
    try:
        saved = service.tag_link(campaign_id, utm)
    except HousestyleError as error:
        st.session_state[f"utm-problem-{campaign_id}"] = str(error)
    else:
        st.session_state[field_key(saved, "link")] = saved.link


def _key(campaign_id: str, name: str) -> str:
    return f"utm-{name}-{campaign_id}"
