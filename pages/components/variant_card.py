"""One text on a card: growing, waiting for its set, or finished with everything one can do to it."""

from __future__ import annotations

from html import escape

import streamlit as st

from core.bootstrap import Application
from core.domain import Brief, Draft, Variant
from core.errors import HousestyleError
from core.judge import why
from pages.components.checks_line import checks_html
from pages.components.claims import with_claims
from pages.components.copy_button import copy_button
from pages.components.rating_controls import rating_controls
from pages.components.variant_editor import edit_button, is_being_edited, variant_editor

EM_PER_LINE = 26
"""Characters that fit a card's line at the smallest card width: reserves the height before the text is there."""


def copy_html(text: str, limit: int | None, *, brief: Brief | None = None, growing: bool = False) -> str:
    """The text as text in the copy's own type, its height reserved from the limit so that cards never jump.

    With the brief that it was written for, its claims are marked.
    """
    shown = escape(text) if brief is None else with_claims(text, brief)
    lines = min(-(-(limit or 300) // EM_PER_LINE), 12)
    caret = '<span class="hs-caret" aria-hidden="true"></span>' if growing else ""
    return f'<div class="hs-copy" dir="auto" style="min-height:{lines * 1.45:.1f}em">{shown}{caret}</div>'


def growing_card(text: str, limit: int | None, number: int, *, note: str = "writing") -> None:
    """A text in flight."""
    st.html(f'<div class="hs-place">{number} · {escape(note)}</div>{copy_html(text, limit, growing=True)}')


def waiting_card(draft: Draft, number: int, brief: Brief) -> None:
    """A text that has passed, in a set that is still being written."""
    st.html(
        f'<div class="hs-place">{number} · passed</div>{copy_html(draft.text, draft.limit, brief=brief)}'
        f"{checks_html(draft.length, draft.limit, draft.checks)}"
    )


def variant_card(
    app: Application, variant: Variant, position: int, profile_id: str | None, *, being_replaced: bool = False
) -> None:
    """A finished variant: read it, rate it, edit it, copy it, pin it, have it written again."""
    with st.container(key=f"variant-{variant.id}", gap="xsmall"):
        place = _place_html(variant, position)
        if is_being_edited(variant, profile_id):
            st.html(place)
            variant_editor(app, variant, profile_id or "")
        else:
            reason = why(variant.text, variant.brief)
            checks = checks_html(variant.length, variant.draft.limit, variant.checks, reason)
            st.html(place + copy_html(variant.text, variant.draft.limit, brief=variant.brief) + checks)
        if being_replaced:
            st.caption("A new text is being written.")
            return
        rating_controls(app, variant, profile_id, position)
        _actions(app, variant, profile_id)


def _place_html(variant: Variant, position: int) -> str:
    marks = [str(position), variant.recipe]
    if variant.edited_by:
        marks.append("edited")
    if variant.pinned:
        marks.append("pinned")
    if variant.decision:
        marks.append(variant.decision.verdict.value)
    marks.append(f"seed {variant.draft.provenance.seed % 1_000_000:06d}")
    return f'<div class="hs-place">{escape(" · ".join(marks))}</div>'


def _actions(app: Application, variant: Variant, profile_id: str | None) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"actions-{variant.id}"):
        copy_button(variant.text, key=f"copy-{variant.id}")
        edit_button(variant, profile_id)
        st.button(
            "Again",
            type="tertiary",
            icon=":material/refresh:",
            key=f"again-{variant.id}",
            help="Write this one again; the others stay.",
            on_click=_act,
            args=(app.generation.regenerate, variant.id),
        )
        st.button(
            "Unpin" if variant.pinned else "Pin",
            type="tertiary",
            icon=":material/keep:",
            key=f"pin-{variant.id}",
            help="Keep it in view and easy to export.",
            on_click=_act,
            args=(app.ratings.pin, variant.id, not variant.pinned),
        )
    problem = st.session_state.pop(f"problem-{variant.id}", None)
    if problem:
        st.error(problem, icon=":material/error:")


def _act(action: object, variant_id: str, *arguments: object) -> None:
    try:
        action(variant_id, *arguments)  # type: ignore[operator]
    except HousestyleError as error:
        st.session_state[f"problem-{variant_id}"] = str(error)
