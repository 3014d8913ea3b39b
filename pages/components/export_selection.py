"""Which variants are to leave."""

from __future__ import annotations

import streamlit as st

from core.bootstrap import Application
from core.domain import VariantFilter

VERDICTS = {"approved": "Approved", "undecided": "Not decided", "rejected": "Rejected"}


def export_selection(app: Application) -> VariantFilter:
    campaigns = {campaign.id: campaign.name for campaign in app.campaigns.list()}
    personas = {persona.id: persona.name for persona in app.personas.list()}
    channels = {channel.id: channel.label for channel in app.channels.all()}
    first = st.columns(3)
    with first[0]:
        campaign_ids = _several("Campaigns", campaigns, "export-campaigns")
    with first[1]:
        persona_ids = _several("Personas", personas, "export-personas")
    with first[2]:
        channel_ids = _several("Channels", channels, "export-channels")
    second = st.columns(3, vertical_alignment="bottom")
    with second[0]:
        verdicts = _several("Decision", VERDICTS, "export-verdicts")
    with second[1]:
        stars = st.selectbox(
            "Rated",
            [None, 3, 4, 5],
            format_func=lambda least: f"{least} stars or more" if least else "Any",
            key="export-stars",
        )
    with second[2]:
        pinned = st.toggle("Pinned only", key="export-pinned")
    return VariantFilter(
        campaign_ids=campaign_ids,
        persona_ids=persona_ids,
        channels=channel_ids,
        verdicts=verdicts,
        min_stars=stars,
        pinned_only=pinned,
    )


def _several(label: str, options: dict[str, str], key: str) -> tuple[str, ...]:
    chosen = st.multiselect(
        label,
        list(options),
        format_func=lambda value: options.get(value, value),
        key=key,
        placeholder="All",
        persist_state="session",
    )
    return tuple(chosen)
