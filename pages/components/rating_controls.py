"""Stars, reasons and a comment for one variant, saved at the click."""

from __future__ import annotations

import time

import streamlit as st

from core.bootstrap import Application
from core.domain import Rating, Variant
from core.errors import HousestyleError
from core.ratings.service import REASONS
from pages.components.submit_key import acknowledge, submit_key


def rating_controls(app: Application, variant: Variant, profile_id: str | None, position: int) -> None:
    """Draw the stars and the reasons; without a profile they say what to do first."""
    if profile_id is None:
        st.caption("Pick who you are in the sidebar to rate.")
        return
    _start_clock(variant.id)
    own = own_rating(variant, profile_id)
    arguments = (app, variant.id, profile_id, position)
    stars_column, why_column = st.columns([3, 2], vertical_alignment="center")
    with stars_column:
        st.feedback(
            "stars",
            default=own.stars - 1 if own else None,
            key=f"stars-{variant.id}-{profile_id}",
            on_change=_rate,
            args=arguments,
        )
    with why_column, st.popover("Say why", type="tertiary", disabled=own is None, key=f"why-{variant.id}"):
        st.pills(
            "What decided it",
            REASONS,
            selection_mode="multi",
            default=list(own.reasons) if own else [],
            key=f"reasons-{variant.id}-{profile_id}",
            on_change=_rate,
            args=arguments,
        )
        st.text_area(
            "Comment",
            value=own.comment if own else "",
            key=f"comment-{variant.id}-{profile_id}",
            on_change=_rate,
            args=arguments,
            height=80,
        )
    problem = st.session_state.pop(f"rating-problem-{variant.id}", None)
    if problem:
        st.error(problem, icon=":material/error:")
    elif own:
        st.caption(f"Your rating is saved: {own.stars} of 5.{_others(variant)}")


def own_rating(variant: Variant, profile_id: str) -> Rating | None:
    """The person's newest rating of the variant."""
    own = [rating for rating in variant.ratings if rating.profile_id == profile_id]
    return own[-1] if own else None


def _rate(app: Application, variant_id: str, profile_id: str, position: int) -> None:
    """A widget callback: stores one row, touches session state only."""
    stars = st.session_state.get(f"stars-{variant_id}-{profile_id}")
    if stars is None:
        return
    name = f"rating-{variant_id}-{profile_id}"
    try:
        app.ratings.rate(
            submit_key=submit_key(name),
            variant_id=variant_id,
            profile_id=profile_id,
            stars=stars + 1,
            reasons=tuple(st.session_state.get(f"reasons-{variant_id}-{profile_id}") or ()),
            comment=st.session_state.get(f"comment-{variant_id}-{profile_id}") or "",
            position=position,
            seconds=time.monotonic() - st.session_state.get(f"shown-{variant_id}", time.monotonic()),
        )
    except HousestyleError as error:
        st.session_state[f"rating-problem-{variant_id}"] = f"The rating was not saved. {error}"
    else:
        acknowledge(name)


def _start_clock(variant_id: str) -> None:
    st.session_state.setdefault(f"shown-{variant_id}", time.monotonic())


def _others(variant: Variant) -> str:
    people = {rating.profile_id: rating.stars for rating in variant.ratings}
    if len(people) < 2:
        return ""
    mean = sum(people.values()) / len(people)
    return f" {len(people)} people, {mean:.1f} on average."
