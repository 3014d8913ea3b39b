"""One key for one intended submit: a double click or a rerun sends the same key and so stores one row."""

from __future__ import annotations

import uuid

import streamlit as st


def submit_key(name: str) -> str:
    """The key that the next submit of ``name`` carries; the same until it is acknowledged."""
    slot = f"submit-key-{name}"
    if slot not in st.session_state:
        st.session_state[slot] = uuid.uuid4().hex
    return str(st.session_state[slot])


def acknowledge(name: str) -> None:
    """The row is stored: the next submit of ``name`` is a new one."""
    st.session_state.pop(f"submit-key-{name}", None)
