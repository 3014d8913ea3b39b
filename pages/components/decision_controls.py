"""Approve, or reject with a reason; saved at the click."""

from __future__ import annotations

import streamlit as st

from core.bootstrap import Application
from core.domain import Variant, Verdict
from core.errors import HousestyleError
from pages.components.errors import plain, show_error
from pages.components.submit_key import acknowledge, submit_key


def decision_controls(app: Application, variant: Variant, profile_id: str | None, *, shortcut: str | None) -> None:
    """Two buttons; without a profile they say what to do first."""
    if profile_id is None:
        st.caption("Pick who you are in the sidebar to decide.")
        return
    arguments = (app, variant.id, profile_id)
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Approve",
            key=f"approve-{variant.id}",
            icon=":material/check:",
            shortcut=shortcut,
            on_click=_decide,
            args=(*arguments, Verdict.APPROVED),
        )
        with st.popover("Reject", icon=":material/close:", key=f"reject-{variant.id}"):
            st.text_area(
                "What is wrong", key=_reason_key(variant.id), placeholder="Off voice; the offer comes too late"
            )
            st.button("Reject it", key=f"reject-go-{variant.id}", on_click=_decide, args=(*arguments, Verdict.REJECTED))
    problem = st.session_state.pop(f"decision-problem-{variant.id}", None)
    if problem:
        show_error(problem)


def decision_line(variant: Variant, people: dict[str, str]) -> None:
    """Who decided what, when and why."""
    decision = variant.decision
    if decision is None:
        return
    icon = ":material/check:" if decision.verdict is Verdict.APPROVED else ":material/close:"
    who = people.get(decision.profile_id, "somebody")
    reason = f": {plain(decision.reason)}" if decision.reason else ""
    st.markdown(
        f"{icon} {decision.verdict.value.capitalize()} by {plain(who)}, {decision.created_at:%d %b %H:%M}{reason}"
    )


def _decide(app: Application, variant_id: str, profile_id: str, verdict: Verdict) -> None:
    """A widget callback: stores one row, touches session state only."""
    name = f"decision-{variant_id}-{profile_id}-{verdict.value}"
    reason = st.session_state.get(_reason_key(variant_id), "") if verdict is Verdict.REJECTED else ""
    try:
        app.review.decide(
            submit_key=submit_key(name), variant_id=variant_id, profile_id=profile_id, verdict=verdict, reason=reason
        )
    except HousestyleError as error:
        st.session_state[f"decision-problem-{variant_id}"] = f"The decision was not saved. {error}"
    else:
        acknowledge(name)


def _reason_key(variant_id: str) -> str:
    return f"reason-{variant_id}"
