"""Brands: who is speaking."""

from __future__ import annotations

from html import escape

import streamlit as st

from core.bootstrap import Application
from core.domain import Brand
from pages.components.empty_state import empty_state
from pages.components.errors import showing_errors
from pages.components.library_tools import card_actions, close_button, opened, search_bar, undo_bar
from pages.components.new_thing import new_thing
from pages.components.page_setup import page_setup
from pages.components.saved_field import list_field, switch_field, text_field


def main() -> None:
    app = page_setup("Brands")
    with showing_errors():
        brand_id = opened("brand")
        if brand_id:
            _editor(app, app.brands.get(brand_id))
        else:
            _shelf(app)


def _shelf(app: Application) -> None:
    st.title("Brands", anchor=False)
    new_thing(
        "brand",
        app.brands.create,
        {"name": lambda key: st.text_input("Name", key=key, help="Spelled exactly as it should stand in every text.")},
    )
    search, archived = search_bar("brand")
    undo_bar("brand", app.brands)
    brands = app.brands.list(search, archived)
    if not brands:
        _none(search, archived)
    grid = st.grid(3, min_column_width=290, border=True)
    for brand in brands:
        with grid.cell():
            _card(app, brand)


def _none(search: str, archived: bool) -> None:
    if search:
        empty_state("No brand found.", f"No brand says “{search}”. Try another word.")
    elif archived:
        empty_state("The archive is empty.", "Brands that you archive wait here.")
    else:
        empty_state(
            "No brand yet.",
            "A brand is who is speaking: its name, its voice, the words it uses and those it never uses, "
            "and the facts that are always true of it.",
        )


def _card(app: Application, brand: Brand) -> None:
    lines = [f'<div class="hs-person-name">{escape(brand.name)}</div>']
    lines += [f'<p class="hs-line">{escape(brand.voice)}</p>'] if brand.voice else []
    lines += ['<p class="hs-line">Stays on this machine</p>'] if brand.local_only else []
    for label, words in (("Uses", brand.words_to_use), ("Never says", brand.words_banned), ("Facts", brand.facts)):
        if words:
            lines.append(f'<p class="hs-line"><b>{label}</b> {escape(", ".join(words))}</p>')
    st.html("".join(lines))
    card_actions(app.brands, brand)


def _editor(app: Application, brand: Brand) -> None:
    close_button("brand")
    st.title(brand.name, anchor=False)
    st.caption("Saved as you go.")
    left, right = st.columns(2, gap="large")
    service = app.brands
    with left:
        text_field(service, brand, "name", "Name", help="Spelled exactly as it should stand in every text.")
        text_field(service, brand, "voice", "Voice", lines=3, help="How it speaks, in a sentence.")
        switch_field(
            service,
            brand,
            "local_only",
            "Nothing of this brand leaves this machine",
            help="No connection can be chosen for it; models of this machine write for it.",
        )
        list_field(
            service, brand, "facts", "Standing facts", lines=5, help="One a line. Always true; texts may use them."
        )
    with right:
        list_field(service, brand, "words_to_use", "Words to use", lines=5, help="One a line.")
        list_field(
            service, brand, "words_banned", "Words never to use", lines=5, help="One a line. A text with one fails."
        )


main()
