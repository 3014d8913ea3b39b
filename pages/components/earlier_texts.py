"""Texts that a brand used before, brought in from an ad platform: one put into the box is rewritten."""

from __future__ import annotations

import streamlit as st

from core.bootstrap import Application
from core.domain import OwnText

SHOWN = 90


def earlier_texts(app: Application, brand_id: str, box: str) -> None:
    """A choice of the brand's texts, where it has any; the chosen one goes into the text area with the key ``box``."""
    texts = {text.id: text for text in app.imports.texts(brand_id)}
    if not texts:
        return
    key = f"{box}-earlier-{brand_id}"
    st.selectbox(
        "From the brand's earlier texts",
        list(texts),
        index=None,
        format_func=lambda identifier: _label(app, texts[identifier]) if identifier in texts else "",
        key=key,
        placeholder="Choose one to rewrite",
        on_change=_put,
        args=({identifier: text.text for identifier, text in texts.items()}, key, box),
    )


def _label(app: Application, text: OwnText) -> str:
    words = " ".join(text.text.split())
    short = words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
    return f"{app.channels.get(text.channel).label}: {short}"


def _put(texts: dict[str, str], key: str, box: str) -> None:
    """A widget callback."""
    chosen = st.session_state.get(key)
    if chosen in texts:
        st.session_state[box] = texts[chosen]
