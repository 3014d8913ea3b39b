"""The top of the ads page: what to put together, for whom."""

from __future__ import annotations

import streamlit as st

from core.ads.kinds import KINDS, kind_of
from core.ads.requests import ROUNDS
from core.bootstrap import Application
from core.domain import Campaign
from core.errors import HousestyleError
from pages.components.cost_estimate import cost_estimate
from pages.components.errors import show_error, showing_errors
from pages.components.leaving import leaving
from pages.components.model_choice import model_choice

PROBLEM = "ad-problem"


def ad_composer(app: Application, campaigns: tuple[Campaign, ...], profile_id: str | None) -> Campaign:
    """Draw the choices and the button; returns the campaign that is chosen."""
    above = st.container()
    columns = st.columns([2, 2, 2.1, 2, 1.6], vertical_alignment="bottom")
    by_id = {campaign.id: campaign for campaign in campaigns}
    with columns[0]:
        campaign = by_id[
            st.selectbox(
                "Campaign", list(by_id), format_func=lambda key: by_id[key].name, key="campaign", bind="query-params"
            )
        ]
    people = {key: app.personas.get(key).name for key in campaign.persona_ids}
    with columns[1]:
        persona = st.selectbox(
            "Persona", list(people), format_func=people.__getitem__, key=f"ad-persona-{campaign.id}",
            placeholder="Choose who it is for",
        )  # fmt: skip
    with columns[2]:
        kind = st.selectbox("Ad", list(KINDS), format_func=lambda key: KINDS[key].label, key="ad-kind")
    with columns[3]:
        model = model_choice(app, "ad-model", app.brands.get(campaign.brand_id))
    columns[4].button(
        "Build the set",
        type="primary",
        icon=":material/edit_note:",
        width="stretch",
        key="ad-build",
        disabled=persona is None,
        on_click=_build,
        args=(app, campaign.id, persona, kind, model, profile_id),
    )
    if persona is not None:
        cost_estimate(
            app,
            model,
            lambda: app.ads.foreseen(campaign_id=campaign.id, persona_id=persona, kind=kind, model=model),
            more=f"That is its first run; an ad takes up to {len(ROUNDS)}.",
        )
    if persona is not None and app.connections.is_remote(model):
        with above, showing_errors():
            channels = [part.channel for part in kind_of(kind).parts]
            leaving(app, model, app.campaigns.briefs(campaign.id, [persona], channels))
    problem = st.session_state.pop(PROBLEM, None)
    if problem:
        show_error(problem)
    return campaign


def _build(app: Application, campaign_id: str, persona_id: str, kind: str, model: str, profile_id: str | None) -> None:
    """A widget callback: the new ad's id goes into the address."""
    try:
        st.query_params["ad"] = app.ads.build(
            campaign_id=campaign_id, persona_id=persona_id, kind=kind, model=model, profile_id=profile_id
        )
    except HousestyleError as error:
        st.session_state[PROBLEM] = str(error)
