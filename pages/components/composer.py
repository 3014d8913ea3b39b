"""The top of the studio: what to write, for whom, with which model and recipe."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from core.bootstrap import Application
from core.domain import Campaign, Persona, Recipe, RunRequest
from core.generation.plan import MOST_VARIANTS
from pages.components.advanced_sampling import advanced_sampling, seed_choice
from pages.components.cost_estimate import cost_estimate
from pages.components.earlier_texts import earlier_texts
from pages.components.errors import showing_errors
from pages.components.leaving import leaving
from pages.components.model_choice import model_choice, rival_choice

DEFAULT_N = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """What stands in the first row; ``personas`` and ``channels`` are ids."""

    campaign: Campaign
    personas: tuple[str, ...]
    channels: tuple[str, ...]
    model: str
    n: int


def composer(app: Application, campaigns: tuple[Campaign, ...], profile_id: str | None) -> RunRequest | None:
    """Draw the choices; returns the request at the moment Generate is pressed. Raises InvalidInput."""
    choice = _first_row(app, campaigns)
    if choice.personas and choice.channels:
        _leaving(app, choice.campaign, choice.personas, choice.channels, choice.model)
    second = st.columns([3.6, 1.9, 1.3], vertical_alignment="bottom")
    with second[0]:
        chosen = _recipes(app)
    with second[1]:
        rival = rival_choice(app, "studio-rival", app.brands.get(choice.campaign.brand_id), choice.model)
    with second[2]:
        pressed = _generate(disabled=not (choice.personas and choice.channels and chosen))
    foreseen = st.container()
    given = _text_to_rewrite(app, choice.campaign)
    with st.expander("Advanced", icon=":material/tune:"):
        recipes = _advanced(app, chosen)
        seed = seed_choice()
    if not (choice.personas and choice.channels and recipes):
        return None
    request = partial(_request, app, choice, rewrite=given, recipes=recipes, rival=rival, profile_id=profile_id)
    with foreseen:
        for writer in filter(None, (choice.model, rival)):
            cost_estimate(app, writer, partial(_alone, request, writer))
    return request(secrets.randbits(31) if seed is None else seed) if pressed else None


def _first_row(app: Application, campaigns: tuple[Campaign, ...]) -> _Choice:
    row = st.columns([2.2, 2.4, 2.4, 2, 0.9], vertical_alignment="bottom")
    with row[0]:
        campaign = _campaign(campaigns)
    with row[1]:
        personas = _personas(app, campaign)
    with row[2]:
        channels = _channels(app, campaign)
    with row[3]:
        model = model_choice(app, "studio-model", app.brands.get(campaign.brand_id))
    n = row[4].number_input(
        "Variants", 1, MOST_VARIANTS, DEFAULT_N, key="studio-n", persist_state="session", help="For each set."
    )
    return _Choice(campaign=campaign, personas=personas, channels=channels, model=model, n=int(n))


def _generate(*, disabled: bool) -> bool:
    return st.button(
        "Rewrite" if st.session_state.get("studio-rewrite", "").strip() else "Generate",
        type="primary",
        icon=":material/edit_note:",
        shortcut="Ctrl+Enter",
        width="stretch",
        key="studio-generate",
        disabled=disabled,
    )


def _request(
    app: Application,
    choice: _Choice,
    seed: int,
    *,
    rewrite: str,
    recipes: tuple[Recipe, ...],
    rival: str,
    profile_id: str | None,
) -> RunRequest:
    """Raises InvalidInput for a campaign that does not say enough."""
    campaign, personas, channels = choice.campaign, choice.personas, choice.channels
    return RunRequest(
        briefs=app.campaigns.briefs(campaign.id, personas, channels, rewrite=rewrite),
        recipes=recipes,
        model=choice.model,
        rival=rival,
        n=choice.n,
        seed=seed,
        campaign_id=campaign.id,
        profile_id=profile_id,
        persona_ids=tuple(persona for persona in personas for _ in channels),
    )


def _leaving(
    app: Application, campaign: Campaign, personas: tuple[str, ...], channels: tuple[str, ...], model: str
) -> None:
    """What goes elsewhere, said before it does, for each of the models that would write."""
    rewrite = st.session_state.get("studio-rewrite", "")
    for writer in (model, str(st.session_state.get("studio-rival") or "")):
        if app.connections.is_remote(writer):
            with showing_errors():
                leaving(app, writer, app.campaigns.briefs(campaign.id, personas, channels, rewrite=rewrite))


def _text_to_rewrite(app: Application, campaign: Campaign) -> str:
    """A text of the person's own, or one that the brand used before; empty where new ones are wanted."""
    has_one = bool(st.session_state.get("studio-rewrite", "").strip())
    with st.expander("Rewrite a text of yours", icon=":material/edit:", expanded=has_one):
        earlier_texts(app, campaign.brand_id, "studio-rewrite")
        return st.text_area(
            "Text to rewrite",
            key="studio-rewrite",
            persist_state="session",
            height=90,
            placeholder="Paste a text, and it is rewritten for each persona and channel. Empty, new ones are written.",
            label_visibility="collapsed",
        )


def _alone(request: Callable[[int], RunRequest], writer: str) -> RunRequest:
    """The request as it is for one of its models."""
    return replace(request(0), model=writer, rival="")


def _campaign(campaigns: tuple[Campaign, ...]) -> Campaign:
    by_id = {campaign.id: campaign for campaign in campaigns}
    chosen = st.selectbox(
        "Campaign", list(by_id), format_func=lambda key: by_id[key].name, key="campaign", bind="query-params"
    )
    return by_id[chosen]


def _personas(app: Application, campaign: Campaign) -> tuple[str, ...]:
    people: dict[str, Persona] = {key: app.personas.get(key) for key in campaign.persona_ids}
    return tuple(
        st.multiselect(
            "Personas",
            list(people),
            default=list(people)[:1],
            format_func=lambda key: people[key].name,
            key=f"studio-personas-{campaign.id}",
            persist_state="session",
            placeholder="Choose who it is for",
        )
    )


def _channels(app: Application, campaign: Campaign) -> tuple[str, ...]:
    """Those of the campaign that can still be written for."""
    labels = {channel.id: channel.label for channel in app.channels.drafted() if channel.id in campaign.channels}
    own = [key for key in campaign.channels if key in labels]
    return tuple(
        st.multiselect(
            "Channels",
            own,
            default=own[:1],
            format_func=lambda key: labels.get(key, key),
            key=f"studio-channels-{campaign.id}",
            persist_state="session",
            placeholder="Choose where it goes",
        )
    )


def _recipes(app: Application) -> tuple[Recipe, ...]:
    known = {recipe.id: recipe for recipe in app.recipes.list()}
    chosen = st.pills(
        "Recipe (choose two to compare them)",
        list(known),
        default=["balanced"],
        selection_mode="multi",
        format_func=lambda key: known[key].name if key in known else key,
        key="studio-recipes",
        persist_state="session",
    )
    if len(chosen) > 2:
        st.caption("Two recipes at a time: only the first two are used.")
    return tuple(known[key] for key in chosen[:2] if key in known)


def _advanced(app: Application, chosen: tuple[Recipe, ...]) -> tuple[Recipe, ...] | None:
    if len(chosen) != 1:
        st.caption("Choose one recipe to change its settings.")
        return chosen
    own = advanced_sampling(app, chosen[0])
    return None if own is None else (own,)
