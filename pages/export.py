"""Export: choose, see the first rows exactly as they will be in the file, download."""

from __future__ import annotations

from datetime import date

import streamlit as st

from core.bootstrap import Application
from core.domain import VariantFilter
from core.errors import ExportRefused, InvalidInput
from core.exports.formats import FORMATS
from core.exports.sheet import Encoding
from pages.components.empty_state import empty_state
from pages.components.errors import plain, showing_errors
from pages.components.page_setup import page_setup

VERDICTS = {"approved": "Approved", "undecided": "Not decided", "rejected": "Rejected"}
ENCODINGS = {
    Encoding.UTF_8: "UTF-8",
    Encoding.UTF_8_BOM: "UTF-8 with its mark, for Excel",
    Encoding.UTF_16_TSV: "UTF-16, tabs",
}
ROWS_SHOWN = 20
PROBLEMS_SHOWN = 30


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
        _file(app, wanted, count)


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


def _file(app: Application, wanted: VariantFilter, count: int) -> None:
    """Choose the file, see its first rows, take it away. One that its platform would refuse is not made."""
    name, encoding = _format()
    try:
        rows = app.exports.preview(wanted, name, most=ROWS_SHOWN + 1)
    except ExportRefused as error:
        _refused(error)
        return
    except InvalidInput as error:
        st.info(plain(str(error)), icon=":material/info:")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Download" if FORMATS[name].sheet else f"Download {count}",
            data=lambda: app.exports.file(wanted, name, encoding),
            file_name=f"housestyle-{name}-{date.today():%Y-%m-%d}.{_suffix(name, encoding)}",
            mime=FORMATS[name].mime,
            type="primary",
            key="export-file",
            icon=":material/download:",
        )
        st.caption(FORMATS[name].note)
    st.dataframe(rows.head(ROWS_SHOWN), hide_index=True, key="export-preview")
    if len(rows) > ROWS_SHOWN:
        st.caption(f"The first {ROWS_SHOWN} rows.")


def _format() -> tuple[str, Encoding]:
    """The name of a format, and for a platform's file the encoding."""
    left, right = st.columns([2.06, 1])  # two of the columns above, with the gap between them
    name = left.selectbox("File", list(FORMATS), format_func=lambda key: FORMATS[key].label, key="export-format")
    if FORMATS[name].sheet is None:
        return name, Encoding.UTF_8
    with right:
        chosen = st.selectbox("Encoding", list(ENCODINGS), format_func=ENCODINGS.__getitem__, key="export-encoding")
    return name, chosen


def _suffix(name: str, encoding: Encoding) -> str:
    return "tsv" if encoding is Encoding.UTF_16_TSV else FORMATS[name].suffix


def _refused(error: ExportRefused) -> None:
    st.error("It would be refused as it is. Mend these, or select other variants.", icon=":material/error:")
    st.markdown("\n".join(f"- {plain(str(problem))}" for problem in error.problems[:PROBLEMS_SHOWN]))
    if len(error.problems) > PROBLEMS_SHOWN:
        st.caption(f"And {len(error.problems) - PROBLEMS_SHOWN} more.")


main()
