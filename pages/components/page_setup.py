"""The first call of every page: configuration, look, sidebar, services.

A deep link opens a page without app.py, so each page does for itself what an entry point would do.
"""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

from core.bootstrap import Application, shared
from core.errors import HousestyleError
from core.secrets import redacted
from pages.components.sidebar import sidebar

ASSETS = Path(__file__).parents[1] / "assets"


def page_setup(title: str) -> Application:
    """Draw the frame of a page and return the services. Where they cannot be had, say why and end the page."""
    st.set_page_config(page_title=f"{title} · Housestyle", page_icon=ASSETS / "icon.svg", layout="wide")
    st.html(ASSETS / "house.css")
    try:
        app = shared()
    except HousestyleError as error:
        print(redacted(str(error)), file=sys.stderr)
        st.error(redacted(str(error)), icon=":material/error:")
        st.stop()
    sidebar(app)
    return app
