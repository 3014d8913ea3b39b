"""The header of an account's own export: shown, brought in, forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from core.bootstrap import Application
from core.errors import HousestyleError
from core.exports.formats import FORMATS
from pages.components.errors import plain, show_error, showing_errors

UPLOADED = "template-upload"


def export_template(app: Application, name: str) -> None:
    """For a format that takes one: what the file is made after, and the way to change it."""
    template = FORMATS[name].template
    if template is None:
        return
    kept = app.exports.template(name)
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.popover("Columns of your account", icon=":material/view_column:", key="template-open"):
            if kept is not None:
                _compare(kept.header, template.headings)
            _bring_in(app, name, template.headings)
        if kept is None:
            st.caption("Made with the usual columns. Your account may have others: bring in one export of it.")
            return
        st.caption(f"Made after {plain(kept.file_name)}, {len(kept.header):,} columns.", width="content")
        st.button(
            "Forget it", key="template-forget", type="tertiary", on_click=app.exports.forget_template, args=(name,)
        )


def _bring_in(app: Application, name: str, headings: Sequence[str]) -> None:
    st.caption("An export of ads from your account, CSV or TSV. Only its first row, the headings, is kept.")
    upload = st.file_uploader("Export of your account", type=["csv", "tsv", "txt"], key=UPLOADED, max_upload_size=10)
    if upload is None:
        return
    content = upload.getvalue()
    try:
        header = app.exports.read_template(name, content)
    except HousestyleError as error:
        show_error(error)
        return
    _compare(header, headings)
    if st.button("Use these columns", key="template-use"):
        with showing_errors():
            app.exports.remember_template(name, content, upload.name)
            st.rerun()


def _compare(header: Sequence[str], headings: Sequence[str]) -> None:
    """What it has of what we can fill, and what it lacks."""
    lacking = [heading for heading in headings if heading not in header]
    having = [heading for heading in headings if heading in header]
    lines = f'<p class="hs-line"><b>Has</b> {escape(", ".join(having))}</p>'
    if lacking:
        lines += f'<p class="hs-line"><b>Lacks</b> {escape(", ".join(lacking))}</p>'
    st.html(lines)
