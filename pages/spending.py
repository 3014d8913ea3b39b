"""Spending: what models elsewhere took this month, ceilings, and the prices behind it."""

from __future__ import annotations

import streamlit as st

from pages.components.ceilings import ceilings
from pages.components.errors import showing_errors
from pages.components.page_setup import page_setup
from pages.components.price_list import price_list
from pages.components.spending_panel import spending_panel


def main() -> None:
    app = page_setup("Spending")
    st.title("Spending", anchor=False)
    with showing_errors():
        spending_panel(app)
        ceilings(app)
        price_list(app)


main()
