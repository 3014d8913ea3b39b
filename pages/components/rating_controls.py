"""Stars, reasons and a comment for one variant, saved at the click."""

from __future__ import annotations

import time

import streamlit as st

from core.bootstrap import Application
from core.domain import Rating, Variant
from core.errors import HousestyleError
from core.ratings.service import REASONS
from pages.components.submit_key import next_submit, submit_key


def rating_controls(app: Application, variant: Variant, profile_id: str | None, position: int) -> None:
    """Draw the stars and the reasons; without a profile they say what to do first."""
    if profile_id is None:
        st.caption("Pick who you are in the sidebar to rate.")
        return
    _start_clock(variant.id)
    own = own_rating(variant, profile_id)
    beginning = next_submit("rating", variant.id, profile_id, own.id if own else "")
    arguments = (app, variant.id, profile_id, position, beginning)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _stars(f"stars-{variant.id}-{profile_id}", own, arguments)
        with st.popover("Say why", type="tertiary", disabled=own is None, key=f"why-{variant.id}"):
            _reasons(variant.id, profile_id, own, arguments)
    problem = st.session_state.pop(f"rating-problem-{variant.id}", None)
    if problem:
        st.error(problem, icon=":material/error:")
    elif own:
        st.caption(f"Your rating is saved: {own.stars} of 5.{_others(variant)}")


def own_rating(variant: Variant, profile_id: str) -> Rating | None:
    """The person's newest rating of the variant."""
    own = [rating for rating in variant.ratings if rating.profile_id == profile_id]
    return own[-1] if own else None


def _stars(key: str, own: Rating | None, arguments: tuple[object, ...]) -> None:
    """A click on the star that is chosen already would clear them all; what is stored stays in sight."""
    if own and st.session_state.get(key) is None:
        st.session_state[key] = own.stars - 1
    st.feedback("stars", key=key, on_change=_rate, args=arguments)


def _reasons(variant_id: str, profile_id: str, own: Rating | None, arguments: tuple[object, ...]) -> None:
    st.pills(
        "What decided it",
        REASONS,
        selection_mode="multi",
        default=list(own.reasons) if own else [],
        key=f"reasons-{variant_id}-{profile_id}",
        on_change=_rate,
        args=arguments,
    )
    st.text_area(
        "Comment",
        value=own.comment if own else "",
        key=f"comment-{variant_id}-{profile_id}",
        on_change=_rate,
        args=arguments,
        height=80,
    )


def _rate(app: Application, variant_id: str, profile_id: str, position: int, beginning: str) -> None:
    """A widget callback. A rerun can interrupt at each single look into the session, so it takes them all at once."""
    session = st.session_state.to_dict()
    stars = session.get(f"stars-{variant_id}-{profile_id}")
    if stars is None:
        return
    reasons = tuple(session.get(f"reasons-{variant_id}-{profile_id}") or ())
    comment = session.get(f"comment-{variant_id}-{profile_id}") or ""
    try:
        app.ratings.rate(
            submit_key=submit_key(beginning, stars, reasons, comment),
            variant_id=variant_id,
            profile_id=profile_id,
            stars=stars + 1,
            reasons=reasons,
            comment=comment,
            position=position,
            seconds=time.monotonic() - session.get(f"shown-{variant_id}", time.monotonic()),
        )
    except HousestyleError as error:
        st.session_state[f"rating-problem-{variant_id}"] = f"The rating was not saved. {error}"


def _start_clock(variant_id: str) -> None:
    st.session_state.setdefault(f"shown-{variant_id}", time.monotonic())


def _others(variant: Variant) -> str:
    people = {rating.profile_id: rating.stars for rating in variant.ratings}
    if len(people) < 2:
        return ""
    mean = sum(people.values()) / len(people)
    return f" {len(people)} people, {mean:.1f} on average."
