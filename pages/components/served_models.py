"""The models that a connection's server lists, to be chosen from."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from core.bootstrap import Application
from core.connections.probing import models_of
from core.domain import Connection
from core.errors import HousestyleError
from pages.components.errors import plain, show_error

FOUND = "connection-served"
"""In the session: the id of the connection that was looked at last, and the models that its server lists."""


def find_models(app: Application, connection: Connection) -> None:
    """Ask the server which models it has, for ``served_models`` to show."""
    with st.spinner(f"Asking {plain(connection.name)}"):
        try:
            st.session_state[FOUND] = connection.id, app.connections.served(connection.id, models_of)
        except HousestyleError as error:
            st.session_state.pop(FOUND, None)
            show_error(error)


def served_models(app: Application, connection: Connection) -> None:
    """What was found, below the connection that it was found for."""
    looked_at, found = st.session_state.get(FOUND, ("", ()))
    if looked_at != connection.id:
        return
    key = f"connection-models-{connection.id}"
    with st.container(border=True, key="connection-found"):
        if not found:
            st.markdown("The server lists no models. Name one under *Change*.")
            return
        st.multiselect(
            f"Models that {plain(connection.name)} serves ({len(found)})",
            sorted({*found, *connection.models}),
            default=list(connection.models),
            key=key,
            placeholder="Choose those that may write",
        )
        with st.container(horizontal=True):
            st.button("Use these", type="primary", key="connection-use", on_click=_use, args=(app, connection, key))
            st.button("Close", key="connection-found-close", on_click=_close)


def _use(app: Application, connection: Connection, key: str) -> None:
    """A widget callback."""
    chosen = tuple(st.session_state.get(key) or ())
    try:
        app.connections.save(replace(connection, models=chosen))
    except HousestyleError as error:
        st.toast(str(error))
        return
    _close()
    st.toast(f"{plain(connection.name)} writes with {len(chosen)} {'model' if len(chosen) == 1 else 'models'} now.")


def _close() -> None:
    """A widget callback."""
    st.session_state.pop(FOUND, None)
