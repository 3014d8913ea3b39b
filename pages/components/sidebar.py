"""The sidebar: where one can go, and who is at the screen."""

from __future__ import annotations

import streamlit as st

from core.bootstrap import Application
from pages.components.profile import profile_picker

PLACES = (
    ("app.py", "Home", ":material/home:"),
    ("pages/studio.py", "Studio", ":material/edit_note:"),
    ("pages/ads.py", "Ads", ":material/ad:"),
    ("pages/campaigns.py", "Campaigns", ":material/campaign:"),
    ("pages/personas.py", "Personas", ":material/groups:"),
    ("pages/brands.py", "Brands", ":material/verified:"),
    ("pages/review.py", "Review", ":material/rule:"),
    ("pages/previews.py", "Previews", ":material/preview:"),
    ("pages/imports.py", "Import", ":material/upload:"),
    ("pages/export.py", "Export", ":material/download:"),
    ("pages/spending.py", "Spending", ":material/payments:"),
    ("pages/connections.py", "Connections", ":material/cable:"),
    ("pages/settings.py", "Settings", ":material/settings:"),
)
WORDMARK = '<p class="hs-wordmark">Housestyle<span>.</span></p>'


def sidebar(app: Application) -> None:
    with st.sidebar:
        st.html(WORDMARK)
        for page, label, icon in PLACES:
            st.page_link(page, label=label, icon=icon)
        st.divider()
        profile_picker(app)
