"""Previews: the texts of a campaign as people will see them, on the surfaces where they go."""

from __future__ import annotations

from typing import cast

import streamlit as st

from core.bootstrap import Application
from core.previews.combination import next_seed
from core.previews.service import PreviewTexts
from core.previews.surfaces import Device, Surface, surfaces_for
from pages.components.empty_state import empty_state
from pages.components.errors import showing_errors
from pages.components.page_setup import page_setup
from pages.components.preview import Theme, preview_html

SURFACE, DEVICE, THEME, SEED = "previews-surface", "previews-device", "previews-theme", "previews-seed"
THEMES = {"light": "Light", "dark": "Dark"}


def main() -> None:
    app = page_setup("Previews")
    st.title("Previews", anchor=False)
    with showing_errors():
        told = _chosen(app)
        if told is None:
            empty_state(
                "Nothing to preview yet.",
                "What was written and not rejected is shown here as people will see it: in a search result, a feed, an "
                "inbox, on a lock screen, cut where each of them cuts.",
                page="pages/studio.py",
                label="Write variants",
            )
            return
        _surfaces(app, told)


def _chosen(app: Application) -> PreviewTexts | None:
    """What one persona is told in one campaign; None where there are no texts."""
    names = app.previews.campaigns()
    if not names:
        return None
    left, right = st.columns(2)
    with left:
        campaign_id = st.selectbox(
            "Campaign",
            list(names),
            format_func=lambda key: names.get(key, ""),
            key="previews-campaign",
            persist_state="session",
        )
    personas = {told.persona: told for told in app.previews.texts(campaign_id)}
    if not personas:
        return None
    with right:
        persona = st.selectbox("Persona", list(personas), key="previews-persona", persist_state="session")
    return personas[persona]


def _surfaces(app: Application, told: PreviewTexts) -> None:
    """Choose where to look, and look."""
    surfaces = {one.id: one for one in surfaces_for([app.channels.recall(channel) for channel in told.texts])}
    labels = {surface.id: surface.label for surface in surfaces.values()}
    surface = surfaces[_one_of("Where", labels, SURFACE)]
    seed = int(st.session_state.get(SEED, 0))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        device = _device(surface)
        theme = cast(Theme, _one_of("Light or dark", THEMES, THEME))
        _another(told, surface, seed)
    st.html(
        preview_html(
            told.texts,
            surface,
            brand=told.brand,
            link=told.link,
            theme=theme,
            seed=seed,
            device=device,
            catalogue=app.channels,
        )
    )


def _device(surface: Surface) -> Device:
    """Where there is no choice it is still said, and the choice made elsewhere is kept."""
    names = {one.value: one.value.capitalize() for one in surface.devices}
    return Device(_one_of("Desktop or phone", names, DEVICE if len(names) > 1 else f"{DEVICE}-only"))


def _another(told: PreviewTexts, surface: Surface, seed: int) -> None:
    following = next_seed(told.texts, surface, seed=seed)
    if following is not None:
        st.button(
            "Another combination",
            icon=":material/shuffle:",
            key="previews-another",
            on_click=_go_to,
            args=(following,),
        )


def _go_to(seed: int) -> None:
    st.session_state[SEED] = seed


def _one_of(label: str, options: dict[str, str], key: str) -> str:
    """One option, the first where none was chosen or what was is no longer there."""
    if st.session_state.get(key) not in (None, *options):
        del st.session_state[key]
    return st.segmented_control(
        label,
        list(options),
        default=next(iter(options)),
        format_func=lambda option: options.get(option, ""),
        required=True,
        key=key,
        label_visibility="collapsed",
        persist_state="session",
    )


main()
