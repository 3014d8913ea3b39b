"""What a place is for, while there is nothing in it."""

from __future__ import annotations

from html import escape

import streamlit as st


def empty_state(title: str, text: str, *, page: str = "", label: str = "") -> None:
    """Say what the place is for and offer the next step."""
    st.html(f'<div class="hs-empty"><h3>{escape(title)}</h3><p>{escape(text)}</p></div>')
    if page:
        st.page_link(page, label=label, icon=":material/arrow_forward:")
