"""Choose the model that writes."""

from __future__ import annotations

import streamlit as st

from core.bootstrap import Application
from core.domain import Brand


def model_choice(app: Application, key: str, brand: Brand) -> str:
    """The id of a model that is known, or typed. For a brand that is local only no connection's model is offered, and
    one that was chosen for another brand gives way to the default."""
    entries = _entries(app, brand)
    default = app.models.default if app.models.default in entries else next(iter(entries))
    if app.connections.is_remote(str(st.session_state.get(key) or "")) and brand.local_only:
        st.session_state[key] = default
    stays = f" Nothing of {brand.name} leaves this machine: connections are not offered." if brand.local_only else ""
    chosen = st.selectbox(
        "Model",
        list(entries),
        index=list(entries).index(default),
        format_func=lambda entry: entries.get(entry, entry),
        key=key,
        persist_state="session",
        accept_new_options=True,
        help=f"Choose one, or type a Hub id such as “owner/name” or the path of a folder.{stays}",
    )
    return str(chosen)


def rival_choice(app: Application, key: str, brand: Brand, model: str) -> str:
    """The id of another model to write the same, to be compared; empty for none."""
    entries = {"": "Nobody", **{name: label for name, label in _entries(app, brand).items() if name != model}}
    if st.session_state.get(key) not in (None, *entries):
        del st.session_state[key]
    chosen = st.selectbox(
        "Compare with",
        list(entries),
        format_func=lambda entry: entries.get(entry, entry),
        key=key,
        persist_state="session",
        help="Another model writes the same beside it, and who wrote which stays hidden until you want to know.",
    )
    return str(chosen or "")


def _entries(app: Application, brand: Brand) -> dict[str, str]:
    """Labels by id; a connection's models are left out for a brand that is local only."""
    entries = app.models.list()
    return {entry.id: entry.label for entry in entries if not (brand.local_only and entry.location == "remote")}
