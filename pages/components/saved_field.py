"""A field of a brand, persona or campaign that is saved as one leaves it; what is wrong is said beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import streamlit as st

from core.domain import Brand, Campaign, Persona
from core.errors import HousestyleError, InvalidInput
from core.library.shelf import LibraryService
from pages.components.errors import plain

Thing = Brand | Persona | Campaign
Convert = Callable[[Any], Any]


def text_field(
    service: LibraryService[Any], thing: Thing, field: str, label: str, *, lines: int = 1, help: str = ""
) -> None:
    """One text; more than one line makes it a text area of that height."""
    options = _options(service, thing, field, label, help, _same)
    if lines == 1:
        st.text_input(value=getattr(thing, field), **options)
    else:
        st.text_area(value=getattr(thing, field), height=26 * lines + 20, **options)
    _problem(thing, field)


def list_field(
    service: LibraryService[Any],
    thing: Thing,
    field: str,
    label: str,
    *,
    lines: int = 4,
    show: Callable[[Any], Iterable[str]] = iter,
    read: Callable[[tuple[str, ...]], Any] = tuple,
    help: str = "",
) -> None:
    """Several things, one a line; ``show`` and ``read`` say how each stands there, where it is no text."""
    options = _options(service, thing, field, label, help, lambda value: read(_lines(value)))
    st.text_area(value="\n".join(show(getattr(thing, field))), height=26 * lines + 20, **options)
    _problem(thing, field)


def choice_field(
    service: LibraryService[Any],
    thing: Thing,
    field: str,
    label: str,
    options: dict[str, str],
    *,
    several: bool = False,
    convert: Convert | None = None,
    help: str = "",
) -> None:
    """One or several of ``options`` (value -> label). A stored value that is no option any more is left out."""
    common = _options(service, thing, field, label, help, convert or (tuple if several else _same))
    current = getattr(thing, field)
    if several:
        st.multiselect(
            options=list(options),
            default=[value for value in current if value in options],
            format_func=lambda value: options[value],
            **common,
        )
    else:
        values = list(options)
        st.selectbox(
            options=values,
            index=values.index(current) if current in options else None,
            format_func=lambda value: options[value],
            **common,
        )
    _problem(thing, field)


def switch_field(service: LibraryService[Any], thing: Thing, field: str, label: str, *, help: str = "") -> None:
    """On or off."""
    st.toggle(value=getattr(thing, field), **_options(service, thing, field, label, help, bool))
    _problem(thing, field)


def date_field(service: LibraryService[Any], thing: Campaign, field: str, label: str) -> None:
    """A day, or none."""
    st.date_input(value=getattr(thing, field), **_options(service, thing, field, label, "", _same))
    _problem(thing, field)


def _options(
    service: LibraryService[Any], thing: Thing, field: str, label: str, help: str, convert: Convert
) -> dict[str, Any]:
    key = field_key(thing, field)
    return {
        "label": label,
        "key": key,
        "help": help or None,
        "on_change": _save,
        "args": (service, thing.id, field, key, convert),
        "persist_state": "session",
    }


def _save(service: LibraryService[Any], identifier: str, field: str, key: str, convert: Convert) -> None:
    """A widget callback: what was typed stays in the box whether or not it could be saved."""
    try:
        service.save(replace(service.get(identifier), **{field: convert(st.session_state[key])}))
    except InvalidInput as error:
        st.session_state[f"problem-{key}"] = str(error)
    except HousestyleError as error:
        st.session_state[f"problem-{key}"] = f"Not saved. {error}"
    else:
        st.session_state.pop(f"problem-{key}", None)
        st.session_state["saved"] = True


def _problem(thing: Thing, field: str) -> None:
    problem = st.session_state.get(f"problem-{field_key(thing, field)}")
    if problem:
        st.markdown(f":red[:material/error: {plain(problem)}]")


def field_key(thing: Thing, field: str) -> str:
    """The key of the box that a field is typed into."""
    return f"{type(thing).__name__.lower()}-{thing.id}-{field}"


def _same(value: Any) -> Any:
    return value


def _lines(value: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in value.splitlines() if line.strip())
