"""Which column of a file is which field: a guess, to be corrected."""

from __future__ import annotations

from hashlib import sha256

import streamlit as st

from core.bootstrap import Application
from core.domain import ImportKind
from core.imports.fields import Field
from pages.components.import_file import ImportFile

ABREAST = 4
NOT_THERE = "Not in the file"
NONE = ""
"""No column: each has a name."""


def import_mapping(app: Application, kind: ImportKind, file: ImportFile) -> dict[str, tuple[str, ...]]:
    """A box a field; returns the columns of each."""
    st.subheader("Which column is what", anchor=False)
    guessed = app.imports.guess(kind, file.table)
    fields = app.imports.fields(kind)
    chosen: dict[str, tuple[str, ...]] = {}
    for start in range(0, len(fields), ABREAST):
        for column, field in zip(st.columns(ABREAST), fields[start : start + ABREAST], strict=False):
            with column:
                chosen[field.name] = _box(field, file, guessed[field.name])
    return chosen


def _box(field: Field, file: ImportFile, guessed: tuple[str, ...]) -> tuple[str, ...]:
    columns = list(file.table.columns)
    key = f"import-column-{field.name}-{_header(columns)}"
    if field.many:
        return tuple(
            st.multiselect(
                field.label, columns, default=list(guessed), key=key, placeholder=NOT_THERE, persist_state="session"
            )
        )
    options = columns if field.required else [NONE, *columns]
    one = st.selectbox(
        field.label,
        options,
        index=options.index(guessed[0]) if guessed else (None if field.required else 0),
        format_func=lambda column: column or NOT_THERE,
        key=key,
        placeholder="Choose a column",
        persist_state="session",
    )
    return (one,) if one else ()


def _header(columns: list[str]) -> str:
    """Names files with the same columns alike: a correction holds for the file once it is mended, too."""
    return sha256(repr(columns).encode()).hexdigest()[:12]
