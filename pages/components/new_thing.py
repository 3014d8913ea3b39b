"""Make a new brand, persona or campaign: only what it cannot do without, the rest is filled in afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from core.domain import Brand, Campaign, Persona
from core.errors import HousestyleError, InvalidInput
from pages.components.errors import plain
from pages.components.library_tools import open_thing

Create = Callable[..., Brand | Persona | Campaign]
Draw = Callable[[str], Any]
"""Given a widget key, draws the widget of one field."""


def new_thing(kind: str, create: Create, fields: dict[str, Draw]) -> None:
    """A popover with ``fields``; what is wrong is said beside the field, and what was typed stays."""
    with st.popover(f"New {kind}", icon=":material/add:", key=f"{kind}-new"):
        for field, draw in fields.items():
            draw(_key(kind, field))
            problem = st.session_state.get(f"problem-{_key(kind, field)}")
            if problem:
                st.markdown(f":red[:material/error: {plain(problem)}]")
        st.button("Create", type="primary", key=f"{kind}-create", on_click=_create, args=(kind, create, tuple(fields)))
        problem = st.session_state.get(f"problem-{_key(kind, '')}")
        if problem:
            st.markdown(f":red[:material/error: {plain(problem)}]")


def _create(kind: str, create: Create, fields: tuple[str, ...]) -> None:
    """A widget callback: makes the thing and opens it."""
    for field in (*fields, ""):
        st.session_state.pop(f"problem-{_key(kind, field)}", None)
    values = {field: st.session_state.get(_key(kind, field)) or "" for field in fields}
    try:
        thing = create(**values)
    except InvalidInput as error:
        field = error.field if error.field in fields else ""
        st.session_state[f"problem-{_key(kind, field)}"] = str(error)
    except HousestyleError as error:
        st.session_state[f"problem-{_key(kind, '')}"] = str(error)
    else:
        for field in fields:
            st.session_state.pop(_key(kind, field), None)
        open_thing(kind, thing.id)


def _key(kind: str, field: str) -> str:
    return f"new-{kind}-{field}"
