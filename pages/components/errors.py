"""Our errors, shown where they happened; anything else is a bug and is let through."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from core.errors import HousestyleError
from core.secrets import redacted


@contextmanager
def showing_errors() -> Iterator[None]:
    """What the block could not do is said in its place."""
    try:
        yield
    except HousestyleError as error:
        show_error(error)


def show_error(error: HousestyleError | str) -> None:
    st.error(plain(redacted(str(error))), icon=":material/error:")


def plain(text: str) -> str:
    """The text with Markdown's own signs shown as they are."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]()<>#+-.!|~:$" else sign for sign in text)
