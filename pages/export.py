"""Export: choose, see the first rows exactly as they will be in the file, download, and what was taken before."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from core.bootstrap import Application
from core.domain import VariantFilter
from core.errors import ExportRefused, InvalidInput
from core.exports.formats import FORMATS
from core.exports.sheet import Encoding
from pages.components.empty_state import empty_state
from pages.components.errors import plain, showing_errors
from pages.components.export_selection import export_selection
from pages.components.export_template import export_template
from pages.components.file_button import File, file_button, hand_over
from pages.components.page_setup import page_setup
from pages.components.profile import current_profile_id
from pages.components.taken_before import taken_before

ENCODINGS = {
    Encoding.UTF_8: "UTF-8",
    Encoding.UTF_8_BOM: "UTF-8 with its mark, for Excel",
    Encoding.UTF_16_TSV: "UTF-16, tabs",
}
ROWS_SHOWN = 20
PROBLEMS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that can be made: what of, how, and its first rows."""

    wanted: VariantFilter
    name: str
    encoding: Encoding
    count: int
    rows: pd.DataFrame


def main() -> None:
    app = page_setup("Export")
    st.title("Export", anchor=False)
    ready = None
    with showing_errors():
        ready = _ready(app)
    st.fragment(_files)(app, ready)


def _ready(app: Application) -> Ready | None:
    """Choose; None where there is nothing to take, after saying why."""
    wanted = export_selection(app)
    count = app.exports.count(wanted)
    if count == 0:
        empty_state(
            "Nothing to export in this selection.",
            "Every variant that was shown can leave as a row, with where it came from and what people said of it. "
            "Widen the selection, or write some variants first.",
            page="pages/studio.py",
            label="Write variants",
        )
        return None
    name, encoding = _format()
    export_template(app, name)
    try:
        rows = app.exports.preview(wanted, name, most=ROWS_SHOWN + 1)
    except ExportRefused as error:
        _refused(error)
        return None
    except InvalidInput as error:
        st.info(plain(str(error)), icon=":material/info:")
        return None
    return Ready(wanted, name, encoding, count, rows)


def _files(app: Application, ready: Ready | None) -> None:
    """A fragment of its own: a file is made without drawing the page anew, and stands among the taken ones at once."""
    with showing_errors():
        if ready is not None:
            _take(app, ready)
        taken_before(app)
    hand_over()


def _take(app: Application, ready: Ready) -> None:
    def made() -> File:
        record, content = app.exports.take(ready.wanted, ready.name, ready.encoding, current_profile_id())
        return File(record.file_name, record.mime, content)

    kind = FORMATS[ready.name]
    whole = kind.sheet is None and kind.lines is None
    with st.container(horizontal=True, vertical_alignment="center"):
        file_button(f"Download {ready.count}" if whole else "Download", made, key="export-file", type="primary")
        st.caption(kind.note)
    st.dataframe(ready.rows.head(ROWS_SHOWN), hide_index=True, key="export-preview")
    if len(ready.rows) > ROWS_SHOWN:
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


def _refused(error: ExportRefused) -> None:
    st.error("It would be refused as it is. Mend these, or select other variants.", icon=":material/error:")
    st.markdown("\n".join(f"- {plain(str(problem))}" for problem in error.problems[:PROBLEMS_SHOWN]))
    if len(error.problems) > PROBLEMS_SHOWN:
        st.caption(f"And {len(error.problems) - PROBLEMS_SHOWN} more.")


main()
