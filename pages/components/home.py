"""Home: what needs you next."""

from __future__ import annotations

from datetime import date

import streamlit as st

from core.bootstrap import Application
from core.domain import Campaign, CampaignStatus
from core.errors import HousestyleError
from pages.components.campaign_card import brief_link, campaign_card, write_link
from pages.components.errors import show_error, showing_errors
from pages.components.page_setup import page_setup
from pages.components.recent_runs import run_link

ENDS_SOON_DAYS = 14
WELCOME = (
    "Describe who you speak to and what you sell; a model on this machine writes, and you compare. "
    "What you rate and edit is kept, to teach it your style. Nothing leaves this machine, unless you "
    "connect a server elsewhere."
)


def home() -> None:
    app = page_setup("Home")
    with showing_errors():
        campaigns = app.campaigns.list()
        if not campaigns and not app.brands.list():
            _first_visit(app)
        else:
            st.title("What needs you", anchor=False)
            _needs(app, campaigns)
            _recent(app, campaigns)


def _first_visit(app: Application) -> None:
    st.title("Welcome to Housestyle.", anchor=False)
    st.html(f'<p class="hs-welcome">{WELCOME}</p>')
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Load the sample", type="primary", key="sample-load", on_click=_load_sample, args=(app,))
        st.page_link("pages/brands.py", label="Start your own", icon=":material/arrow_forward:")
    problem = st.session_state.pop("sample-problem", None)
    if problem:
        show_error(problem)


def _load_sample(app: Application) -> None:
    try:
        app.samples.load()
    except HousestyleError as error:
        st.session_state["sample-problem"] = str(error)


def _needs(app: Application, campaigns: tuple[Campaign, ...]) -> None:
    running = [run for run in app.generation.recent(limit=50) if not run.status.is_over]
    waiting = app.review.waiting()
    ending = _ending_soon(campaigns)
    columns = st.columns(3, border=True)
    with columns[0]:
        _figure(len(running), "run is being written" if len(running) == 1 else "runs are being written")
        for run in running[:3]:
            run_link(app, run)
    with columns[1]:
        _figure(len(waiting), "variant awaits a decision" if len(waiting) == 1 else "variants await a decision")
        st.page_link("pages/review.py", label="Review", icon=":material/rule:", disabled=not waiting)
    with columns[2]:
        _figure(len(ending), f"{'campaign ends' if len(ending) == 1 else 'campaigns end'} within {ENDS_SOON_DAYS} days")
        for campaign in ending[:3]:
            st.page_link(
                "pages/campaigns.py",
                label=f"{campaign.name}, {campaign.ends_on:%d %b}",
                query_params={"campaign": campaign.id},
                icon=":material/event:",
            )


def _figure(count: int, words: str) -> None:
    st.html(f'<div class="hs-number">{count}</div><p class="hs-line">{words}</p>')


def _recent(app: Application, campaigns: tuple[Campaign, ...]) -> None:
    st.subheader("Campaigns", anchor=False)
    grid = st.grid(3, min_column_width=280, border=True)
    for campaign in campaigns[:6]:
        with grid.cell():
            campaign_card(app, campaign)
            with st.container(horizontal=True, gap="small", key=f"tools-campaign-{campaign.id}"):
                write_link(campaign)
                brief_link(campaign)
    if app.samples.is_loaded():
        st.button(
            "Remove the sample",
            type="tertiary",
            key="sample-remove",
            icon=":material/delete_sweep:",
            on_click=_remove_sample,
            args=(app,),
        )


def _remove_sample(app: Application) -> None:
    try:
        app.samples.remove()
    except HousestyleError as error:
        st.session_state["sample-problem"] = str(error)


def _ending_soon(campaigns: tuple[Campaign, ...]) -> list[Campaign]:
    today = date.today()
    soon = [
        campaign
        for campaign in campaigns
        if campaign.status is CampaignStatus.ACTIVE
        and campaign.ends_on is not None
        and 0 <= (campaign.ends_on - today).days <= ENDS_SOON_DAYS
    ]
    return sorted(soon, key=lambda campaign: campaign.ends_on or today)
