"""What the shelves of brands, personas and campaigns share: search, the archive, duplicate, undo."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core.domain import Brand, Campaign, Persona
from core.errors import HousestyleError
from core.library.shelf import LibraryService
from pages.components.errors import plain, show_error

Thing = Brand | Persona | Campaign


def search_bar(kind: str) -> tuple[str, bool]:
    """(what to search for, whether to look into the archive)."""
    words, archive = st.columns([4, 1], vertical_alignment="bottom")
    search = words.text_input(
        "Search", key=f"{kind}-search", placeholder="Search", label_visibility="collapsed", persist_state="session"
    )
    archived = archive.toggle("Archived", key=f"{kind}-archived")
    return search, archived


def card_actions(service: LibraryService[Any], thing: Thing) -> None:
    """Edit, duplicate, archive or restore."""
    kind = type(thing).__name__.lower()
    with st.container(horizontal=True, gap="small", key=f"tools-{kind}-{thing.id}"):
        st.button(
            "Edit",
            type="tertiary",
            key=f"{kind}-edit-{thing.id}",
            icon=":material/edit:",
            on_click=open_thing,
            args=(kind, thing.id),
        )
        st.button(
            "Duplicate",
            type="tertiary",
            key=f"{kind}-duplicate-{thing.id}",
            icon=":material/content_copy:",
            on_click=_act,
            args=(kind, service.duplicate, thing.id),
        )
        if thing.archived:
            st.button(
                "Restore",
                type="tertiary",
                key=f"{kind}-restore-{thing.id}",
                on_click=_act,
                args=(kind, service.restore, thing.id),
            )
        else:
            st.button(
                "Archive",
                type="tertiary",
                key=f"{kind}-archive-{thing.id}",
                icon=":material/archive:",
                on_click=_archive,
                args=(kind, service, thing.id, thing.name),
            )


def undo_bar(kind: str, service: LibraryService[Any]) -> None:
    """After archiving: the way back. After anything that went wrong: what."""
    problem = st.session_state.pop(f"{kind}-problem", None)
    if problem:
        show_error(problem)
    archived = st.session_state.get(f"{kind}-undo")
    if archived:
        identifier, name = archived
        line, button = st.columns([5, 1], vertical_alignment="center")
        line.info(f"“{plain(name)}” is in the archive.", icon=":material/archive:")
        button.button("Undo", key=f"{kind}-undo-button", on_click=_undo, args=(kind, service, identifier))


def opened(kind: str) -> str | None:
    """The id in the address, of the thing that is open."""
    return st.query_params.get(kind)


def open_thing(kind: str, identifier: str) -> None:
    st.query_params[kind] = identifier
    st.session_state.pop(f"{kind}-undo", None)


def close_button(kind: str) -> None:
    st.button(
        "Back",
        type="tertiary",
        key=f"{kind}-close",
        icon=":material/arrow_back:",
        shortcut="Esc",
        on_click=_close,
        args=(kind,),
    )


def _close(kind: str) -> None:
    st.query_params.pop(kind, None)


def _archive(kind: str, service: LibraryService[Any], identifier: str, name: str) -> None:
    _act(kind, service.archive, identifier)
    st.session_state[f"{kind}-undo"] = (identifier, name)


def _undo(kind: str, service: LibraryService[Any], identifier: str) -> None:
    _act(kind, service.restore, identifier)
    st.session_state.pop(f"{kind}-undo", None)


def _act(kind: str, action: Any, identifier: str) -> None:
    try:
        action(identifier)
    except HousestyleError as error:
        st.session_state[f"{kind}-problem"] = str(error)
