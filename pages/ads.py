"""Ads: a whole set in one go, filled again where it has gaps, pinned, kept, and taken away."""

from __future__ import annotations

import streamlit as st

from core.ads.kinds import kind_of
from core.ads.view import AdView
from core.bootstrap import Application
from core.domain import Ad, Campaign, VariantFilter
from core.exports.formats import FORMATS
from pages.components.ad_actions import act, ad_problem
from pages.components.ad_composer import ad_composer
from pages.components.ad_coverage import ad_coverage
from pages.components.ad_parts import ad_part
from pages.components.ad_preview import ad_preview
from pages.components.empty_state import empty_state
from pages.components.errors import plain, showing_errors
from pages.components.file_button import File, file_button, hand_over
from pages.components.page_setup import page_setup
from pages.components.profile import current_profile_id
from pages.components.run_progress import run_progress

POLL_SECONDS = 0.6
MOST_SHOWN = 12


def main() -> None:
    app = page_setup("Ads")
    st.title("Ads", anchor=False)
    campaigns = app.campaigns.list()
    if not campaigns:
        empty_state(
            "Nothing to advertise yet.",
            "An ad is put together for a campaign: headlines, descriptions or a mail, that belong together. Make a "
            "campaign, or load the sample from Home.",
            page="pages/campaigns.py",
            label="Campaigns",
        )
        return
    with showing_errors():
        campaign = ad_composer(app, campaigns, current_profile_id())
        ad_id = st.query_params.get("ad")
        if ad_id:
            view = app.ads.watch(ad_id)
            _heading(app, view)
            busy = view.is_busy
            st.fragment(_ad, run_every=POLL_SECONDS if busy else None)(app, ad_id, busy)
        else:
            _earlier(app, campaign)


def _heading(app: Application, view: AdView) -> None:
    """Which ad is open, and the way back to the others."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("All ads", type="tertiary", icon=":material/arrow_back:", key="ad-close", on_click=_close)
        st.markdown(f"**{view.kind.label}** for {plain(app.personas.get(view.ad.persona_id).name)}")


def _close() -> None:
    """A widget callback."""
    st.query_params.pop("ad", None)


def _ad(app: Application, ad_id: str, was_busy: bool) -> None:
    view = app.ads.watch(ad_id)
    with st.container():  # always there, so that what stands below keeps its place and is not drawn twice
        if view.run is not None:
            run_progress(app, view.run)
        ad_problem(view)
    texts, margin = st.columns([2.6, 1], gap="large")
    with margin:
        _tools(app, view)
        with st.container():
            _file(app, view)
        ad_coverage(view)
    with texts:
        with st.container():
            ad_preview(view)
        for part in view.parts:
            ad_part(app, view, part, current_profile_id())
    if was_busy != view.is_busy:
        st.rerun()


def _tools(app: Application, view: AdView) -> None:
    busy = view.is_busy
    st.button(
        f"Fill the gaps ({view.gaps})" if view.gaps else "No gaps",
        key="ad-fill",
        icon=":material/format_ink_highlighter:",
        width="stretch",
        disabled=busy or not view.gaps,
        help="Writes for what is missing, rejected, rated low or no longer passes; the rest stays.",
        on_click=act,
        args=(app.ads.fill, view.ad.id),
    )
    st.button(
        "Write the rest anew",
        key="ad-anew",
        icon=":material/refresh:",
        width="stretch",
        disabled=busy,
        help="Keeps what is kept or pinned.",
        on_click=act,
        args=(app.ads.anew, view.ad.id),
    )


def _file(app: Application, view: AdView) -> None:
    """The ad as the file that its platform imports, as it stands, gaps and all that would be refused included."""
    if not view.kind.export or view.is_busy:
        return
    ids = tuple(slot.variant.id for part in view.parts for slot in part.slots if slot.variant)

    def make() -> File:
        record, content = app.exports.take(
            VariantFilter(variant_ids=ids), view.kind.export, profile_id=current_profile_id()
        )
        return File(name=record.file_name, mime=record.mime, content=content)

    if ids:
        file_button("Take the file", make, key="ad-file")
        st.caption(FORMATS[view.kind.export].label)
    hand_over()


def _earlier(app: Application, campaign: Campaign) -> None:
    found = app.ads.list(campaign.id)
    if not found:
        empty_state(
            "No ad yet for this campaign.",
            "One click writes the whole set, each text from another angle; you keep the good ones and have the rest "
            "written again.",
        )
        return
    st.subheader("Put together before", anchor=False)
    for ad in found[:MOST_SHOWN]:
        st.page_link(
            "pages/ads.py", label=_label(app, ad), query_params={"campaign": campaign.id, "ad": ad.id},
            icon=":material/ad:",
        )  # fmt: skip


def _label(app: Application, ad: Ad) -> str:
    persona = plain(app.personas.get(ad.persona_id).name)
    return f"{kind_of(ad.kind).label}, {persona}, {len(ad.slots)} texts"


main()
