"""Personas in and out as CSV."""

from __future__ import annotations

import streamlit as st

from core.bootstrap import Application
from core.errors import HousestyleError, ImportRejected
from pages.components.errors import plain, show_error
from pages.components.file_button import File, file_button, hand_over

MOST_PROBLEMS_SHOWN = 20


def persona_files(app: Application) -> None:
    """A popover to bring a file in, and a button to take one out."""
    with st.popover("Bring in a CSV", icon=":material/upload:", key="persona-import"):
        st.caption("Columns: name, description, wants, stops, how_to_speak, example. The first two are needed.")
        upload = st.file_uploader("CSV file", type="csv", key="persona-upload", max_upload_size=10)
        if upload is not None and st.button("Import", type="primary", key="persona-import-go"):
            _import(app, upload.getvalue())
    st.fragment(_take_out)(app)


def _take_out(app: Application) -> None:
    file_button(
        "Take out as CSV",
        lambda: File("personas.csv", "text/csv", app.personas.export_csv()),
        key="persona-export",
    )
    hand_over()


def _import(app: Application, content: bytes) -> None:
    try:
        personas = app.personas.import_csv(content)
    except ImportRejected as error:
        show_error("Nothing was imported. Mend these and try again.")
        for problem in error.problems[:MOST_PROBLEMS_SHOWN]:
            st.markdown(f"- {plain(str(problem))}")
        if len(error.problems) > MOST_PROBLEMS_SHOWN:
            st.caption(f"And {len(error.problems) - MOST_PROBLEMS_SHOWN} more.")
    except HousestyleError as error:
        show_error(error)
    else:
        st.success(f"{len(personas)} personas were added. Close this to see them.", icon=":material/check:")
