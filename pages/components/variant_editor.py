"""Rewrite a variant in place."""

from __future__ import annotations

import time

import streamlit as st

from core.bootstrap import Application
from core.domain import Variant
from core.errors import HousestyleError
from pages.components.submit_key import next_submit, submit_key


def is_being_edited(variant: Variant, profile_id: str | None) -> bool:
    return st.session_state.get("editing") == variant.id and profile_id is not None


def edit_button(variant: Variant, profile_id: str | None, label: str = "Edit") -> None:
    st.button(
        label,
        type="tertiary",
        icon=":material/edit:",
        key=f"edit-{variant.id}",
        disabled=profile_id is None,
        help="Pick who you are in the sidebar first." if profile_id is None else "Rewrite it in place.",
        on_click=_start_editing,
        args=(variant.id,),
    )


def variant_editor(app: Application, variant: Variant, profile_id: str) -> None:
    """The text in a box; what was typed stays there until it is stored."""
    st.text_area(
        "Your wording",
        value=variant.text,
        key=f"wording-{variant.id}",
        height=160,
        help=f"Limit {variant.draft.limit} by this channel's own counting." if variant.draft.limit else None,
    )
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Save",
            type="primary",
            key=f"save-{variant.id}",
            on_click=_save_edit,
            args=(app, variant.id, profile_id, next_submit("edit", profile_id, st.session_state.get("editing-since"))),
        )
        st.button("Cancel", key=f"cancel-edit-{variant.id}", on_click=_stop_editing, shortcut="Esc")
    problem = st.session_state.pop(f"edit-problem-{variant.id}", None)
    if problem:
        st.error(problem, icon=":material/error:")


def _start_editing(variant_id: str) -> None:
    st.session_state["editing"] = variant_id
    st.session_state["editing-since"] = time.time_ns()


def _stop_editing() -> None:
    st.session_state.pop("editing", None)


def _save_edit(app: Application, variant_id: str, profile_id: str, beginning: str) -> None:
    """A widget callback: what was typed stays in the box until the row is stored.

    Looks into the session once before that, because a rerun can interrupt at each look.
    """
    text = st.session_state.to_dict()[f"wording-{variant_id}"]
    try:
        app.ratings.edit(
            submit_key=submit_key(beginning, variant_id, text), variant_id=variant_id, profile_id=profile_id, text=text
        )
    except HousestyleError as error:
        st.session_state[f"edit-problem-{variant_id}"] = f"The edit was not saved. {error}"
    else:
        _stop_editing()
