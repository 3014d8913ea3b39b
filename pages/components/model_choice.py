"""Choose the model that writes."""

from __future__ import annotations

import streamlit as st

from core.bootstrap import Application
from core.domain import Brand


def model_choice(app: Application, key: str, brand: Brand) -> str:
    """The id of a model that is known, or typed. For a brand that is local only no connection's model is offered, and
    one that was chosen for another brand gives way to the default."""
    entries = {entry.id: entry.label for entry in app.models.list()}
    if not brand.local_only:
        entries.update({model: model for model in app.connections.model_ids()})
    elif app.connections.is_remote(str(st.session_state.get(key) or "")):
        st.session_state[key] = app.models.default
    stays = f" Nothing of {brand.name} leaves this machine: connections are not offered." if brand.local_only else ""
    chosen = st.selectbox(
        "Model",
        list(entries),
        index=list(entries).index(app.models.default),
        format_func=lambda entry: entries.get(entry, entry),
        key=key,
        persist_state="session",
        accept_new_options=True,
        help=f"Choose one, or type a Hub id such as “owner/name” or the path of a folder.{stays}",
    )
    return str(chosen)
