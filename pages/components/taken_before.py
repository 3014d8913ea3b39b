"""What was taken before: who took which file, and when, to be had again as it was."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from core.bootstrap import Application
from core.domain import ExportRecord
from core.exports.formats import FORMATS
from pages.components.file_button import File, file_button
from pages.components.local_time import shown

NEWEST = 10
MOST = 200
HASH_SHOWN = 8
SHOW_ALL = "taken-all"


def taken_before(app: Application) -> None:
    """The newest ten, or all; nothing where nothing was taken yet."""
    shows_all = bool(st.session_state.get(SHOW_ALL))
    records = app.exports.past(MOST if shows_all else NEWEST + 1)
    if not records:
        return
    names = {profile.id: profile.name for profile in app.profiles.list()}
    st.subheader("Taken before", anchor=False)
    for record in records if shows_all else records[:NEWEST]:
        _row(app, record, names)
    if len(records) > NEWEST and not shows_all:
        st.button("Show all", key="taken-show-all", type="tertiary", on_click=_show_all)


def _show_all() -> None:
    st.session_state[SHOW_ALL] = True


def _row(app: Application, record: ExportRecord, names: dict[str, str]) -> None:
    with st.container(key=f"row-taken-{record.id}", horizontal=True, vertical_alignment="center"):
        st.html(_line(record, names), width="stretch")
        file_button(
            "Again",
            partial(_again, app, record),
            key=f"again-{record.id}",
            type="tertiary",
        )


def _line(record: ExportRecord, names: dict[str, str]) -> str:
    kind = FORMATS[record.format].label if record.format in FORMATS else record.format
    who = names.get(record.profile_id, "Somebody") if record.profile_id else "Nobody named"
    facts = [shown(record.created_at), who, _variants(record.variants), _size(record.size)]
    line = " · ".join(escape(fact) for fact in facts)
    code = f'<code title="SHA-256 {escape(record.sha256)}">{escape(record.sha256[:HASH_SHOWN])}</code>'
    return f'<p class="hs-line"><b>{escape(kind)}</b></p><p class="hs-muted">{line} · {code}</p>'


def _again(app: Application, record: ExportRecord) -> File:
    return File(record.file_name, record.mime, app.exports.again(record.id))


def _variants(count: int) -> str:
    return "1 variant" if count == 1 else f"{count:,} variants"


def _size(size: int) -> str:
    """
    >>> _size(80), _size(2_100), _size(3_500_000)
    ('80 bytes', '2 KB', '3.3 MB')
    """
    if size < 2**10:
        return f"{size} bytes"
    return f"{size / 2**10:.0f} KB" if size < 2**20 else f"{size / 2**20:.1f} MB"
