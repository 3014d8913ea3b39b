"""Review: what awaits a decision, side by side, as it will look where it goes."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from core.bootstrap import Application
from core.domain import Variant
from pages.components.decision_controls import decision_controls, decision_line
from pages.components.empty_state import empty_state
from pages.components.errors import plain, showing_errors
from pages.components.page_setup import page_setup
from pages.components.profile import current_profile_id
from pages.components.surface import surface

SIDE_BY_SIDE = 4
MOST_DECIDED_SHOWN = 40


def main() -> None:
    app = page_setup("Review")
    st.title("Review", anchor=False)
    with showing_errors():
        which, state = st.columns([1, 2], vertical_alignment="bottom")
        with which:
            campaign_id = _campaign(app)
        view = state.segmented_control(
            "Show",
            ["Waiting", "Decided"],
            default="Waiting",
            required=True,
            key="review-view",
            label_visibility="collapsed",
        )
        if view == "Decided":
            _decided(app, campaign_id)
        else:
            _waiting(app, campaign_id)


def _campaign(app: Application) -> str | None:
    names = {campaign.id: campaign.name for campaign in app.campaigns.list()}
    return st.selectbox(
        "Campaign",
        list(names),
        index=None,
        format_func=lambda key: names[key],
        placeholder="All campaigns",
        key="review-campaign",
        persist_state="session",
    )


def _waiting(app: Application, campaign_id: str | None) -> None:
    variants = app.review.waiting(campaign_id)
    if not variants:
        empty_state(
            "Nothing awaits a decision.",
            "Variants that the studio shows come here to be approved or rejected; what is approved can be exported.",
            page="pages/studio.py",
            label="Write variants",
        )
        return
    groups = [
        list(group) for _, group in groupby(variants, key=lambda variant: (variant.draft.run_id, variant.draft.cell))
    ]
    place = min(int(st.session_state.get("review-place", 0)), len(groups) - 1)
    _group(app, groups[place], waiting=len(variants))
    if len(groups) > 1:
        with st.container(horizontal=True):
            st.button("Earlier brief", key="review-back", disabled=place == 0, on_click=_go, args=(place - 1,))
            st.button(
                "Next brief",
                key="review-next",
                disabled=place == len(groups) - 1,
                on_click=_go,
                args=(place + 1,),
                shortcut="N",
            )
            st.caption(f"Brief {place + 1} of {len(groups)}")


def _go(place: int) -> None:
    st.session_state["review-place"] = place


def _group(app: Application, group: list[Variant], *, waiting: int) -> None:
    brief = group[0].brief
    channel = app.channels.recall(brief.channel)
    st.subheader(f"{plain(brief.persona.name)} · {plain(channel.label)}", anchor=False)
    st.caption(
        f"{len(group)} of this brief await a decision, {waiting} in all. Keys 1 to 4 approve, N is the next brief."
    )
    profile_id = current_profile_id()
    grid = st.grid(min(len(group), SIDE_BY_SIDE), min_column_width=260, border=True)
    for place, variant in enumerate(group[:SIDE_BY_SIDE], start=1):
        with grid.cell():
            surface(variant, channel)
            decision_controls(app, variant, profile_id, shortcut=str(place))


def _decided(app: Application, campaign_id: str | None) -> None:
    variants = app.review.decided(campaign_id)
    if not variants:
        empty_state("No decision yet.", "Approved and rejected variants are kept here, with who decided and why.")
        return
    people = {profile.id: profile.name for profile in app.profiles.list()}
    grid = st.grid(3, min_column_width=280, border=True)
    for variant in variants[:MOST_DECIDED_SHOWN]:
        with grid.cell():
            surface(variant, app.channels.recall(variant.brief.channel))
            decision_line(variant, people)
            decision_controls(app, variant, current_profile_id(), shortcut=None)
    if len(variants) > MOST_DECIDED_SHOWN:
        st.caption(f"The newest {MOST_DECIDED_SHOWN} of {len(variants)}. Export has them all.")


main()
