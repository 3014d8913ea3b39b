"""Export: choose, see the first rows exactly as they will be in the file, download."""

from __future__ import annotations

from datetime import date

import streamlit as st

from core.bootstrap import Application
from core.domain import VariantFilter
from pages.components.empty_state import empty_state
from pages.components.errors import showing_errors
from pages.components.page_setup import page_setup

VERDICTS = {"approved": "Approved", "undecided": "Not decided", "rejected": "Rejected"}
ROWS_SHOWN = 20


def main() -> None:
    app = page_setup("Export")
    st.title("Export", anchor=False)
    with showing_errors():
        wanted = _selection(app)
        count = app.exports.count(wanted)
        if count == 0:
            empty_state(
                "Nothing to export in this selection.",
                "Every variant that was shown can leave as a row, with where it came from and what people said of it. "
                "Widen the selection, or write some variants first.",
                page="pages/studio.py",
                label="Write variants",
            )
            return
        _downloads(app, wanted, count)
        _preview(app, wanted, count)


def _selection(app: Application) -> VariantFilter:
    campaigns = {campaign.id: campaign.name for campaign in app.campaigns.list()}
    personas = {persona.id: persona.name for persona in app.personas.list()}
    channels = {channel.id: channel.label for channel in app.channels.all()}
    first = st.columns(3)
    with first[0]:
        campaign_ids = _several("Campaigns", campaigns, "export-campaigns")
    with first[1]:
        persona_ids = _several("Personas", personas, "export-personas")
    with first[2]:
        channel_ids = _several("Channels", channels, "export-channels")
    second = st.columns(3, vertical_alignment="bottom")
    with second[0]:
        verdicts = _several("Decision", VERDICTS, "export-verdicts")
    with second[1]:
        stars = st.selectbox(
            "Rated",
            [None, 3, 4, 5],
            format_func=lambda least: f"{least} stars or more" if least else "Any",
            key="export-stars",
        )
    with second[2]:
        pinned = st.toggle("Pinned only", key="export-pinned")
    return VariantFilter(
        campaign_ids=campaign_ids,
        persona_ids=persona_ids,
        channels=channel_ids,
        verdicts=verdicts,
        min_stars=stars,
        pinned_only=pinned,
    )


def _several(label: str, options: dict[str, str], key: str) -> tuple[str, ...]:
    chosen = st.multiselect(
        label,
        list(options),
        format_func=lambda value: options.get(value, value),
        key=key,
        placeholder="All",
        persist_state="session",
    )
    return tuple(chosen)


def _downloads(app: Application, wanted: VariantFilter, count: int) -> None:
    name = f"housestyle-{date.today():%Y-%m-%d}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            f"Download {count} as CSV" if count > 1 else "Download 1 as CSV",
            data=lambda: app.exports.csv(wanted),
            file_name=f"{name}.csv",
            mime="text/csv",
            type="primary",
            key="export-csv",
            icon=":material/download:",
        )
        st.download_button(
            "As JSONL",
            data=lambda: app.exports.jsonl(wanted),
            file_name=f"{name}.jsonl",
            mime="application/jsonl",
            key="export-jsonl",
        )
        st.caption("Opens in Excel and Google Sheets; cells that look like formulas carry an apostrophe.")


def _preview(app: Application, wanted: VariantFilter, count: int) -> None:
    rows = app.exports.preview(wanted, most=ROWS_SHOWN)
    st.dataframe(rows, hide_index=True, key="export-preview")
    if count > len(rows):
        st.caption(f"The first {len(rows)} of {count} rows.")


main()
