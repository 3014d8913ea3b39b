"""Settings: models, recipes, channels, the sample."""

from __future__ import annotations

import streamlit as st

from core.bootstrap import Application
from core.engines.base import EngineInfo
from core.errors import HousestyleError
from core.models.shelf import ModelEntry
from core.sampling import PRESETS
from pages.components.errors import plain, show_error, showing_errors
from pages.components.own_channels import own_channels
from pages.components.page_setup import page_setup

PLACES = {
    "bundled": "comes with Housestyle",
    "cached": "on this machine",
    "hub": "downloads on first use",
    "folder": "a folder on this machine",
}
GIB = 2**30


def main() -> None:
    app = page_setup("Settings")
    st.title("Settings", anchor=False)
    with showing_errors():
        _models(app)
        _recipes(app)
        own_channels(app)
        _sample(app)
    st.subheader("Data", anchor=False)
    leaves = "Nothing is sent anywhere."
    if app.connections.list():
        leaves = "What goes to a connection is said before each run that uses one. Nothing else is sent anywhere."
    st.markdown(f"Everything is kept in `{app.settings.var_dir}`. {leaves}")


def _models(app: Application) -> None:
    st.subheader("Models", anchor=False)
    st.caption(
        "The default model loads when Housestyle starts, any other at its first use. Each stays until it is unloaded."
    )
    loaded = {info.model: info for info in app.models.loaded()}
    for entry in app.models.list():
        if entry.location != "remote":  # those are on the page Connections, and nothing of them is loaded
            _model(app, entry, loaded.get(entry.id))
    with st.container(key="row-another"), st.form("model-other", border=False):
        line, button = st.columns([5, 1], vertical_alignment="bottom")
        other = line.text_input("Another model", placeholder="owner/name on the Hub, or the path of a folder")
        if button.form_submit_button("Load it", width="stretch") and other.strip():
            _load(app, other.strip())


def _model(app: Application, entry: ModelEntry, info: EngineInfo | None) -> None:
    with st.container(key=f"row-{entry.id}"):
        words, button = st.columns([5, 1], vertical_alignment="center")
    state = PLACES.get(entry.location, entry.location)
    if info is not None:
        takes = f", {info.memory_bytes / GIB:.1f} GiB" if info.memory_bytes else ""
        state = f"in memory{takes}, run by {info.runner} on the {info.device.upper()}"
    default = " · the default" if entry.is_default else ""
    says = entry.note if state in entry.note else f"{entry.note} · {state}"
    words.markdown(f"**{plain(entry.label)}** · {plain(says)}{default}")
    if info is not None and info.note:
        words.caption(plain(info.note))
    if entry.is_loaded:
        button.button("Unload", key=f"unload-{entry.id}", width="stretch", on_click=app.models.unload, args=(entry.id,))
    elif button.button("Load", key=f"load-{entry.id}", width="stretch"):
        _load(app, entry.id)


def _load(app: Application, model_id: str) -> None:
    with st.status(f"Loading {plain(model_id)}") as status:
        try:
            app.models.get(model_id, lambda line: status.update(label=plain(line)))
        except HousestyleError as error:
            status.update(label="Not loaded", state="error")
            show_error(error)
            return
        status.update(label="Loaded", state="complete")
    st.rerun()


def _recipes(app: Application) -> None:
    st.subheader("Recipes", anchor=False)
    own = [recipe for recipe in app.recipes.list() if recipe.name not in PRESETS]
    if not own:
        st.caption("Careful, Balanced and Bold are always there. Recipes that you save in the studio are listed here.")
    for recipe in own:
        words, button = st.columns([5, 1], vertical_alignment="center")
        words.markdown(
            f"**{plain(recipe.name)}** · temperature {recipe.settings.temperature:g}, top-p {recipe.settings.top_p:g}"
        )
        button.button("Delete", key=f"recipe-delete-{recipe.id}", on_click=app.recipes.delete, args=(recipe.id,))


def _sample(app: Application) -> None:
    st.subheader("Sample", anchor=False)
    if app.samples.is_loaded():
        st.caption("The sample brand, personas and campaigns are here. What your own campaigns use of them stays.")
        st.button("Remove the sample", key="settings-sample-remove", on_click=app.samples.remove)
    else:
        st.caption("A sample brand with three personas and two campaigns, to look around with.")
        st.button("Load the sample", key="settings-sample-load", on_click=app.samples.load)


main()
