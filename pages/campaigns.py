"""Campaigns: each on one page that reads like a creative brief."""

from __future__ import annotations

import streamlit as st

from core.bootstrap import Application
from core.domain import Campaign, CampaignStatus
from core.library.campaigns import LANGUAGES
from core.placeholders import lines_of, parse
from pages.components.campaign_card import STATUS_WORDS, campaign_card, write_link
from pages.components.empty_state import empty_state
from pages.components.errors import showing_errors
from pages.components.library_tools import card_actions, close_button, opened, search_bar, undo_bar
from pages.components.new_thing import new_thing
from pages.components.page_setup import page_setup
from pages.components.recent_runs import run_link
from pages.components.saved_field import choice_field, date_field, list_field, text_field
from pages.components.utm_builder import utm_builder


def main() -> None:
    app = page_setup("Campaigns")
    with showing_errors():
        campaign_id = opened("campaign")
        if campaign_id:
            _editor(app, app.campaigns.get(campaign_id))
        else:
            _shelf(app)


def _shelf(app: Application) -> None:
    st.title("Campaigns", anchor=False)
    brands = {brand.id: brand.name for brand in app.brands.list()}
    if not brands:
        empty_state(
            "First, who is speaking?",
            "A campaign is one job for a brand: what is sold, to whom, where. Make the brand first.",
            page="pages/brands.py",
            label="Make a brand",
        )
        return
    new_thing(
        "campaign",
        app.campaigns.create,
        {
            "name": lambda key: st.text_input("Name", key=key, placeholder="Autumn boots"),
            "brand_id": lambda key: st.selectbox(
                "Brand", list(brands), format_func=lambda brand: brands[brand], key=key
            ),
        },
    )
    search, archived = search_bar("campaign")
    undo_bar("campaign", app.campaigns)
    campaigns = app.campaigns.list(search, archived)
    if not campaigns:
        empty_state(
            "No campaign found." if search or archived else "No campaign yet.",
            "Try another word." if search else "A campaign says what is sold, to whom, where, and until when.",
        )
    grid = st.grid(3, min_column_width=290, border=True)
    for campaign in campaigns:
        with grid.cell():
            campaign_card(app, campaign)
            write_link(campaign)
            card_actions(app.campaigns, campaign)


def _editor(app: Application, campaign: Campaign) -> None:
    close_button("campaign")
    st.title(campaign.name, anchor=False)
    st.caption("Saved as you go.")
    brief, margin = st.columns([2.4, 1], gap="large")
    with brief:
        _brief(app, campaign)
    with margin:
        _margin(app, app.campaigns.get(campaign.id))


def _brief(app: Application, campaign: Campaign) -> None:
    service = app.campaigns
    brands = {brand.id: brand.name for brand in app.brands.list()}
    first = st.columns([2, 1])
    with first[0]:
        text_field(service, campaign, "name", "Name")
    with first[1]:
        choice_field(service, campaign, "brand_id", "Brand", brands)
    text_field(service, campaign, "product", "Product", help="What is sold, in a few plain words.")
    list_field(service, campaign, "facts", "Facts", help="One a line. Every claim in a text must come from one.")
    second = st.columns([2, 1])
    with second[0]:
        text_field(service, campaign, "offer", "Offer", help="Only if there is one. No text will invent another.")
    with second[1]:
        text_field(service, campaign, "cta", "Call to action", help="As it should stand in the text.")
    third = st.columns([2, 1])
    with third[0]:
        text_field(service, campaign, "link", "Link")
    with third[1]:
        text_field(service, campaign, "tone", "Tone", help="In a word or two; empty means the brand's voice.")
    utm_builder(service, campaign)
    people = {persona.id: persona.name for persona in app.personas.list()}
    choice_field(service, campaign, "persona_ids", "Personas", people, several=True)
    channels = {channel.id: channel.label for channel in app.channels.drafted()}
    choice_field(service, campaign, "channels", "Channels", channels, several=True)
    fourth = st.columns(4)
    with fourth[0]:
        choice_field(service, campaign, "language", "Language", LANGUAGES)
    with fourth[1]:
        words = {status.value: label for status, label in STATUS_WORDS.items()}
        choice_field(service, campaign, "status", "Status", words, convert=CampaignStatus)
    with fourth[2]:
        date_field(service, campaign, "starts_on", "Starts")
    with fourth[3]:
        date_field(service, campaign, "ends_on", "Ends")
    fifth = st.columns(3)
    with fifth[0]:
        list_field(service, campaign, "required", "Words that must be in every text", help="One a line; at most 5.")
    with fifth[1]:
        list_field(service, campaign, "keywords", "Keywords", help="What people search for, one a line.")
    with fifth[2]:
        list_field(
            service,
            campaign,
            "placeholders",
            "Placeholders",
            show=lines_of,
            read=parse,
            help="What another program fills in, one a line with a sample: {first_name} = Maya, {{ city }} = Leeds, "
            "or {KeyWord:Walking boots}. They count as long as their samples.",
        )


def _margin(app: Application, campaign: Campaign) -> None:
    missing = app.campaigns.missing(campaign)
    st.subheader("For a good result", anchor=False)
    if missing:
        st.markdown("\n".join(f"- {line}" for line in missing))
    else:
        st.caption(":material/check: The brief is complete.")
    write_link(campaign, "Write variants")
    runs = app.generation.recent(campaign.id, limit=5)
    if runs:
        st.subheader("Runs", anchor=False)
        for run in runs:
            run_link(app, run)


main()
