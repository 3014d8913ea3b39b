"""What leaves this machine, said above the button that sends it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core.bootstrap import Application
from core.connections.notice import what_leaves
from core.domain import Brief
from pages.components.errors import plain


def leaving(app: Application, model_id: str, briefs: Sequence[Brief]) -> None:
    """Says nothing where the model runs here. Raises ModelNotFound."""
    connections, _ = app.connections.find(model_id)
    said = what_leaves(connections, briefs)
    if said:
        st.markdown(f":material/call_made: {plain(said)}")
