"""Personas: a gallery of the people one writes to."""

from __future__ import annotations

from html import escape

import streamlit as st

from core.bootstrap import Application
from core.domain import Persona
from pages.components.empty_state import empty_state
from pages.components.errors import showing_errors
from pages.components.library_tools import card_actions, close_button, opened, search_bar, undo_bar
from pages.components.new_thing import new_thing
from pages.components.page_setup import page_setup
from pages.components.persona_files import persona_files
from pages.components.saved_field import text_field


def main() -> None:
    app = page_setup("Personas")
    with showing_errors():
        persona_id = opened("persona")
        if persona_id:
            _editor(app, app.personas.get(persona_id))
        else:
            _gallery(app)


def _gallery(app: Application) -> None:
    st.title("Personas", anchor=False)
    with st.container(horizontal=True):
        new_thing(
            "persona",
            app.personas.create,
            {
                "name": lambda key: st.text_input("Name", key=key, placeholder="Tom, dog owner"),
                "description": lambda key: st.text_area(
                    "Who they are", key=key, placeholder="47, walks a wet spaniel before work, every day of the year"
                ),
            },
        )
        persona_files(app)
    search, archived = search_bar("persona")
    undo_bar("persona", app.personas)
    people = app.personas.list(search, archived)
    if not people:
        _nobody(search, archived)
    grid = st.grid(3, min_column_width=290, border=True)
    for persona in people:
        with grid.cell():
            _card(app, persona)


def _nobody(search: str, archived: bool) -> None:
    if search:
        empty_state("Nobody found.", f"No persona says “{search}”. Try another word.")
    elif archived:
        empty_state("The archive is empty.", "Personas that you archive wait here.")
    else:
        empty_state(
            "Nobody to write to yet.",
            "A persona is one audience: who they are, what they want, what stops them, how to speak to them. "
            "Make one here, or bring in a CSV file.",
        )


def _card(app: Application, persona: Persona) -> None:
    lines = [f'<div class="hs-person-name">{escape(persona.name)}</div>']
    lines.append(f'<p class="hs-line">{escape(persona.description)}</p>')
    lines += [f'<p class="hs-line"><b>Wants</b> {escape(persona.wants)}</p>'] if persona.wants else []
    lines += [f'<p class="hs-line"><b>Held back by</b> {escape(persona.stops)}</p>'] if persona.stops else []
    lines += [f'<p class="hs-line"><b>Speak</b> {escape(persona.how_to_speak)}</p>'] if persona.how_to_speak else []
    lines += [f'<div class="hs-quote">{escape(persona.example)}</div>'] if persona.example else []
    used = ", ".join(campaign.name for campaign in app.personas.used_in(persona.id))
    lines.append(f'<p class="hs-muted">{escape(f"In {used}" if used else "In no campaign yet")}</p>')
    st.html("".join(lines))
    card_actions(app.personas, persona)


def _editor(app: Application, persona: Persona) -> None:
    close_button("persona")
    st.title(persona.name, anchor=False)
    st.caption("Saved as you go.")
    left, right = st.columns(2, gap="large")
    service = app.personas
    with left:
        text_field(service, persona, "name", "Name")
        text_field(
            service, persona, "description", "Who they are", lines=4, help="Age, work, a habit: one or two lines."
        )
        text_field(service, persona, "wants", "What they want", lines=2, help="Reads on from “Wants …”.")
        text_field(service, persona, "stops", "What stops them", lines=2, help="Reads on from “Held back by …”.")
    with right:
        text_field(service, persona, "how_to_speak", "How to speak to them", lines=4)
        text_field(service, persona, "example", "An example sentence", lines=3, help="As you would say it to them.")


main()
