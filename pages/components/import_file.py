"""The file that is to come in, read once."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from core.bootstrap import Application
from core.errors import ImportRejected, RowProblem
from core.imports.table import Table

READ = "import-read"
ROUND = "import-round"


@dataclass(frozen=True, slots=True)
class ImportFile:
    """A file as it was uploaded; ``id`` is of the upload."""

    id: str
    name: str
    table: Table


def import_file(app: Application) -> ImportFile | None:
    """The uploader, and what is in its file. Raises ImportRejected for one that cannot be read."""
    upload = st.file_uploader(
        "File",
        type=["csv", "tsv", "txt", "xlsx"],
        key=f"import-file-{st.session_state.get(ROUND, 0)}",
        max_upload_size=10,
        help="CSV with commas, semicolons or tabs, or a workbook, of which the first sheet is read. "
        "Nothing is stored before you press Import.",
    )
    if upload is None:
        st.session_state.pop(READ, None)
        return None
    identifier, found = st.session_state.get(READ, ("", None))
    if identifier != upload.file_id:
        found = _read(app, upload.getvalue())
        st.session_state[READ] = (upload.file_id, found)
    if isinstance(found, tuple):
        raise ImportRejected(found)
    return ImportFile(id=upload.file_id, name=upload.name, table=found)


def put_away() -> None:
    """Empty the uploader, from a widget's callback: what was in it is imported."""
    st.session_state.pop(READ, None)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _read(app: Application, content: bytes) -> Table | tuple[RowProblem, ...]:
    """What is in it, or what is wrong with it."""
    with st.spinner("Reading the file"):
        try:
            return app.imports.read(content)
        except ImportRejected as error:
            return error.problems
