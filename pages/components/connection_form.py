"""One connection, to be changed or made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields as fields_of
from typing import Any

import streamlit as st

from core.bootstrap import Application
from core.connections.keys import SECRETS_FILE
from core.connections.presets import PRESETS, Preset
from core.connections.service import MOST_AT_ONCE, MOST_PER_MINUTE, MOST_SECONDS
from core.domain import Connection, KeySource
from core.errors import HousestyleError, InvalidInput
from core.library.shelf import new_id
from pages.components.errors import plain
from pages.components.form_fields import FormFields

CHOSEN, MAKING, UNDO = "connection-chosen", "connection-making", "connection-undo"
"""In the session: the id that is being changed, whether one is being made, and what was deleted, without its key."""
KEY_BOX = "connection-key"
PLACES = {
    KeySource.NONE: "None needed",
    KeySource.STORED: "Pasted once, kept encrypted",
    KeySource.ENVIRONMENT: "In a variable",
    KeySource.FILE: "In the secrets file",
}


def connection_form(app: Application, connection: Connection | None) -> None:
    """Change ``connection``, or make one where it is None."""
    with st.container(border=True, key="connection-form"):
        if connection is None:
            preset = _preset()
            form = FormFields(f"new-connection-{preset.id}", _of_preset(preset))
        else:
            form = FormFields(f"connection-{connection.id}", _of_connection(connection))
        _where(form)
        _key(app, form, connection)
        _limits(form)
        form.problem_elsewhere({*form.read(), "key"})
        with st.container(horizontal=True):
            st.button("Save", type="primary", key="connection-save", on_click=_save, args=(app, form, connection))
            st.button("Close", key="connection-close", on_click=_close, args=(form,))
            if connection is not None:
                st.button("Delete", key="connection-delete", on_click=_delete, args=(app, form, connection))


def _preset() -> Preset:
    by_id = {preset.id: preset for preset in PRESETS}
    chosen = st.pills(
        "Kind of server",
        list(by_id),
        default=PRESETS[0].id,
        required=True,
        format_func=lambda key: by_id[key].label,
        key="connection-preset",
    )
    preset = by_id[chosen or PRESETS[0].id]
    st.caption(preset.note)
    return preset


def _of_preset(preset: Preset) -> Mapping[str, Any]:
    values = {name: getattr(preset, name) for name in ("name", "address", "key_source", "key_name", "api_version")}
    return {**values, "at_once": 4, "seconds": 60}


def _of_connection(connection: Connection) -> Mapping[str, Any]:
    return {
        **{field.name: getattr(connection, field.name) for field in fields_of(connection)},
        "models": "\n".join(connection.models),
        "per_minute": connection.per_minute or None,
        "seconds": round(connection.seconds),
    }


def _where(form: FormFields) -> None:
    columns = st.columns([1.4, 3])
    with columns[0]:
        form.text("name", "Name", help="Its models are chosen as name/model.")
    with columns[1]:
        form.text("address", "Address")
    form.area("models", "Models", placeholder="One a line, as the server calls them")


def _key(app: Application, form: FormFields, connection: Connection | None) -> None:
    columns = st.columns([1.4, 3])
    with columns[0]:
        place = form.choice("key_source", "Key", PLACES)
    with columns[1]:
        match place:
            case KeySource.ENVIRONMENT:
                form.text("key_name", "Name of the variable", placeholder="OPENAI_API_KEY")
            case KeySource.FILE:
                file = app.settings.var_dir / SECRETS_FILE
                form.text("key_name", f"Name in {plain(str(file))}", placeholder="openai")
            case KeySource.STORED:
                _paste(form, has_key=connection is not None and bool(connection.key_cipher))


def _paste(form: FormFields, *, has_key: bool) -> None:
    st.text_input(
        "Paste the key",
        type="password",
        key=KEY_BOX,
        autocomplete="off",
        placeholder="There is one; paste another to replace it" if has_key else "",
        help="It is encrypted and never shown again. Another address clears it.",
    )
    form.problem("key")


def _limits(form: FormFields) -> None:
    columns = st.columns(5)
    with columns[0]:
        form.number("at_once", "Requests at once", 1, MOST_AT_ONCE)
    with columns[1]:
        form.number("per_minute", "A minute", 1, MOST_PER_MINUTE, placeholder="Any number")
    with columns[2]:
        form.number("seconds", "Seconds for each", 1, MOST_SECONDS)
    with columns[3]:
        form.text(
            "pool",
            "Shares the load of",
            placeholder="Nothing",
            help="A name of your own. Connections with the same one share its models' work; choose them as name/model.",
        )
    with columns[4]:
        form.text("api_version", "Azure version", placeholder="Only for Azure")


def _save(app: Application, form: FormFields, connection: Connection | None) -> None:
    """A widget callback: what was typed stays in its box where it cannot be saved."""
    said = form.read()
    key = str(st.session_state.get(KEY_BOX) or "").strip()
    try:
        saved = app.connections.save(
            Connection(
                id=connection.id if connection else new_id(),
                name=said["name"],
                address=said["address"],
                models=tuple(said["models"].splitlines()),
                key_source=said["key_source"],
                key_name=said.get("key_name") or "",
                at_once=said["at_once"] or 1,
                per_minute=said["per_minute"] or 0,
                seconds=float(said["seconds"] or 1),
                pool=said["pool"],
                api_version=said["api_version"],
            ),
            key,
        )
    except InvalidInput as error:
        form.refuse(error.field, str(error))
    except HousestyleError as error:
        form.refuse("", f"Not saved. {error}")
    else:
        _close(form)
        st.session_state.pop(UNDO, None)
        lost = connection is not None and connection.key_source is KeySource.STORED and not saved.key_cipher
        st.toast(f"Saved {plain(saved.name)}.{' Its key was for the old address and is cleared.' if lost else ''}")


def _delete(app: Application, form: FormFields, connection: Connection) -> None:
    """A widget callback."""
    try:
        gone = app.connections.delete(connection.id)
    except HousestyleError as error:
        form.refuse("", str(error))
    else:
        _close(form)
        st.session_state[UNDO] = gone


def _close(form: FormFields) -> None:
    form.forget()
    st.session_state.pop(KEY_BOX, None)
    st.session_state[CHOSEN] = None
    st.session_state[MAKING] = False
