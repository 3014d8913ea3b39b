"""What was brought in before, and the way to take it out again."""

from __future__ import annotations

import streamlit as st

from core.bootstrap import Application
from core.domain import ImportBatch
from core.errors import HousestyleError
from core.imports.service import counted
from pages.components.errors import plain, show_error

NEWS = "import-news"


def import_batches(app: Application) -> None:
    """A line an import, newest first."""
    batches = app.imports.batches()
    if not batches:
        return
    st.subheader("Imported before", anchor=False)
    names = {profile.id: profile.name for profile in app.profiles.list()}
    for batch in batches:
        with st.container(key=f"row-import-{batch.id}"):
            line, button = st.columns([5, 1], vertical_alignment="center")
        line.markdown(_line(batch, names.get(batch.profile_id or "", "")))
        if batch.undone_at is None:
            button.button(
                "Undo",
                key=f"import-undo-{batch.id}",
                icon=":material/undo:",
                width="stretch",
                on_click=_undo,
                args=(app, batch),
            )


def newest_batch(app: Application) -> str:
    """Names the newest import and whether it stands; empty where there is none."""
    return "".join(f"{batch.id} {batch.undone_at}" for batch in app.imports.batches(limit=1))


def tell(news: str, *, is_problem: bool = False) -> None:
    """Have the page say at its top, once, how it went."""
    st.session_state[NEWS] = (news, is_problem)


def import_news() -> None:
    """How the import or the undo before went."""
    news, is_problem = st.session_state.pop(NEWS, ("", False))
    if news and is_problem:
        show_error(news)
    elif news:
        st.success(plain(news), icon=":material/check:")


def _line(batch: ImportBatch, person: str) -> str:
    parts = [counted(batch.kind, len(batch.made)), person, f"{batch.created_at.day} {batch.created_at:%b}"]
    if batch.undone_at is not None:
        parts.append(f"undone {batch.undone_at.day} {batch.undone_at:%b}")
    return f"**{plain(batch.file_name)}** · {plain(' · '.join(part for part in parts if part))}"


def _undo(app: Application, batch: ImportBatch) -> None:
    """A widget callback."""
    try:
        undone = app.imports.undo(batch.id)
    except HousestyleError as error:
        tell(str(error), is_problem=True)
        return
    stays = "1 is in use and stays" if undone.kept == 1 else f"{undone.kept:,} are in use and stay"
    tell(f"{undone.taken_out:,} taken out; {stays}." if undone.kept else f"{undone.taken_out:,} taken out.")
