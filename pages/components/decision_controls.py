"""Approve, or reject with a reason; saved at the click."""

from __future__ import annotations

import time

import streamlit as st

from core.bootstrap import Application
from core.domain import Variant, Verdict
from core.errors import HousestyleError
from pages.components.errors import plain, show_error
from pages.components.submit_key import next_submit, submit_key

APPROVED_AT = "approved-at"
DOUBLE_CLICK_SECONDS = 0.5


def decision_controls(app: Application, variant: Variant, profile_id: str | None, *, shortcut: str | None) -> None:
    """Two buttons; without a profile they say what to do first."""
    if profile_id is None:
        st.caption("Pick who you are in the sidebar to decide.")
        return
    newest = variant.decision
    arguments = (app, variant.id, profile_id, next_submit("decision", variant.id, profile_id, newest and newest.id))
    with st.container(horizontal=True, gap="small", key=f"decide-{variant.id}"):
        st.button(
            "Approve",
            key=f"approve-{variant.id}",
            icon=":material/check:",
            shortcut=shortcut,
            disabled=newest is not None and newest.verdict is Verdict.APPROVED,
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


def _decide(app: Application, variant_id: str, profile_id: str, beginning: str, verdict: Verdict) -> None:
    """A widget callback: stores one row. Looks into the session once, because a rerun can interrupt at each look."""
    session = st.session_state.to_dict()
    approves = verdict is Verdict.APPROVED
    if approves and time.monotonic() - session.get(APPROVED_AT, float("-inf")) < DOUBLE_CLICK_SECONDS:
        return  # The second half of a double click, on the card that has moved up to where the first was.
    reason = "" if approves else session.get(_reason_key(variant_id), "")
    try:
        app.review.decide(
            submit_key=submit_key(beginning, verdict.value, reason),
            variant_id=variant_id,
            profile_id=profile_id,
            verdict=verdict,
            reason=reason,
        )
    except HousestyleError as error:
        st.session_state[f"decision-problem-{variant_id}"] = f"The decision was not saved. {error}"
    else:
        if approves:
            st.session_state[APPROVED_AT] = time.monotonic()


def _reason_key(variant_id: str) -> str:
    return f"reason-{variant_id}"
