"""Choose the model that writes."""

from __future__ import annotations

import streamlit as st

from core.bootstrap import Application


def model_choice(app: Application, key: str) -> str:
    """The id of a model that is known, or typed."""
    entries = {entry.id: entry for entry in app.models.list()}
    default = next((key for key, entry in entries.items() if entry.is_default), next(iter(entries)))
    chosen = st.selectbox(
        "Model",
        list(entries),
        index=list(entries).index(default),
        format_func=lambda entry: entries[entry].label if entry in entries else entry,
        key=key,
        persist_state="session",
        accept_new_options=True,
        help="Choose one, or type a Hub id such as “owner/name” or the path of a folder.",
    )
    return str(chosen)
