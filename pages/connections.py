"""Connections: servers elsewhere whose models write too, with their keys, limits, and what they can do."""

from __future__ import annotations

from html import escape

import streamlit as st

from core.bootstrap import Application
from core.connections.probing import probe
from core.connections.words import said_of
from core.domain import Connection, KeySource
from core.errors import HousestyleError
from pages.components.connection_form import CHOSEN, MAKING, UNDO, connection_form
from pages.components.empty_state import empty_state
from pages.components.errors import plain, show_error, showing_errors
from pages.components.page_setup import page_setup
from pages.components.served_models import find_models, served_models

PROBLEM = "connection-problem"
KEYS = {
    KeySource.NONE: "no key",
    KeySource.ENVIRONMENT: "key in the variable {name}",
    KeySource.FILE: "key in the secrets file, as {name}",
    KeySource.STORED: "key kept encrypted",
}


def main() -> None:
    app = page_setup("Connections")
    st.title("Connections", anchor=False)
    st.caption(
        "Servers elsewhere whose models write too: OpenAI, Azure, or any that speaks the same protocol. What is sent, "
        "and where to, is said before each run; a brand can be kept on this machine."
    )
    with showing_errors():
        _problem()
        _undo_bar(app)
        connections = app.connections.list()
        chosen = next((one for one in connections if one.id == st.session_state.get(CHOSEN)), None)
        st.button("New connection", icon=":material/add:", key="connection-new", on_click=_make)
        if st.session_state.get(MAKING):
            connection_form(app, None)
        elif not connections:
            empty_state(
                "No connection yet.",
                "All models run on this machine, and nothing leaves it. A connection lends you a bigger writer: with a "
                "key of OpenAI's or Azure's, or on a GPU box of your own with vLLM, llama.cpp, Ollama or LM Studio.",
            )
        for connection in connections:
            _row(app, connection)
            if connection == chosen:
                connection_form(app, connection)


def _row(app: Application, connection: Connection) -> None:
    lines = [f"<b>{escape(connection.name)}</b> · {escape(connection.address)}", escape(" · ".join(_facts(connection)))]
    if connection.capabilities is not None:
        lines.append(escape(" ".join(said_of(connection.capabilities))))
    with st.container(key=f"row-connection-{connection.id}"):
        st.html("".join(f'<p class="hs-line">{line}</p>' for line in lines))
        with st.container(horizontal=True):
            key = f"connection-change-{connection.id}"
            st.button("Change", key=key, on_click=_choose, args=(connection.id,))
            looks = st.button("Models", key=f"connection-find-{connection.id}")
            tests = st.button("Test", key=f"connection-test-{connection.id}")
        if looks:
            find_models(app, connection)
        if tests:
            _test(app, connection)
        served_models(app, connection)


def _test(app: Application, connection: Connection) -> None:
    """Ask the server for a few tokens; what it can do is remembered and shown."""
    with st.spinner(f"Asking {plain(connection.name)}"):
        try:
            app.connections.test(connection.id, probe)
        except HousestyleError as error:
            show_error(error)
            return
    st.rerun()


def _facts(connection: Connection) -> list[str]:
    models = ", ".join(connection.models) or "no model named yet"
    facts = [models, KEYS[connection.key_source].format(name=connection.key_name)]
    facts += [f"shares the load of {connection.pool}"] if connection.pool else []
    rate = f", {connection.per_minute:,} a minute" if connection.per_minute else ""
    return [*facts, f"{connection.at_once} at once{rate}"]


def _undo_bar(app: Application) -> None:
    if UNDO not in st.session_state:
        return
    gone: Connection = st.session_state[UNDO]
    with st.container(key="row-connection-undo"):
        line, button = st.columns([5, 1], vertical_alignment="center")
    key = " Its key is gone for good." if gone.key_source is KeySource.STORED else ""
    line.markdown(f"“{plain(gone.name)}” is deleted; what it wrote stays.{key}")
    button.button("Undo", key="connection-undo-button", width="stretch", on_click=_undo, args=(app, gone))


def _undo(app: Application, gone: Connection) -> None:
    """A widget callback."""
    try:
        app.connections.restore(gone)
    except HousestyleError as error:
        st.session_state[PROBLEM] = str(error)
    st.session_state.pop(UNDO, None)


def _problem() -> None:
    problem = st.session_state.pop(PROBLEM, None)
    if problem:
        show_error(problem)


def _make() -> None:
    """A widget callback."""
    st.session_state[MAKING], st.session_state[CHOSEN] = True, None


def _choose(connection_id: str) -> None:
    """A widget callback."""
    st.session_state[MAKING], st.session_state[CHOSEN] = False, connection_id


main()
