"""What is chosen once for a whole file: the brand, and what its rows have in common."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core.bootstrap import Application
from core.domain import ImportKind

SHORTEN_HELP = "A product is said in 200 characters. Of a longer description the first whole sentences are kept."


def import_choices(app: Application, kind: ImportKind) -> dict[str, Any]:
    """Fields of ``core.imports.plan.ImportRequest``."""
    if kind is ImportKind.PERSONAS:
        return {"leave_out_known": _leave_out()}
    if kind is ImportKind.TEXTS:
        return _texts(app)
    first = st.columns(3)
    with first[0]:
        brand_id = _brand(app)
    people = {persona.id: persona.name for persona in app.personas.list()}
    channels = {channel.id: channel.label for channel in app.channels.drafted()}
    with first[1]:
        persona_ids = _several("Personas of every campaign", people, "import-personas")
    with first[2]:
        channel_ids = _several("Channels of every campaign", channels, "import-channels")
    with st.container(horizontal=True):
        leave_out = _leave_out()
        shorten = st.toggle("Shorten long descriptions", key="import-shorten", help=SHORTEN_HELP)
    return {
        "brand_id": brand_id,
        "persona_ids": persona_ids,
        "channels": channel_ids,
        "leave_out_known": leave_out,
        "shorten": shorten,
    }


def _texts(app: Application) -> dict[str, Any]:
    left, right = st.columns([1, 2], vertical_alignment="bottom")
    with left:
        brand_id = _brand(app)
    as_examples = right.toggle("Write like these", key="import-as-examples")
    st.caption(
        "“Write like these” shows three of the brand's texts in a channel to a model that writes for it. "
        "House models are not shown them: they write as they were taught."
    )
    return {"brand_id": brand_id, "as_examples": as_examples}


def _brand(app: Application) -> str:
    brands = {brand.id: brand.name for brand in app.brands.list()}
    chosen = st.selectbox(
        "Brand", list(brands), format_func=lambda key: brands.get(key, ""), key="import-brand", persist_state="session"
    )
    return str(chosen or "")


def _several(label: str, options: dict[str, str], key: str) -> tuple[str, ...]:
    chosen = st.multiselect(
        label,
        list(options),
        format_func=lambda value: options.get(value, value),
        key=key,
        placeholder="Choose, or leave for later",
        persist_state="session",
    )
    return tuple(chosen)


def _leave_out() -> bool:
    return bool(
        st.toggle(
            "Leave out those that are there",
            key="import-leave-out",
            help="A row whose name is there already is passed over. Otherwise it is a problem to mend.",
        )
    )
