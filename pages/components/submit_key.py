"""One key for one intended submit: a double click or a rerun sends the same key and so stores one row.

A key is settled by what is on the screen when one submits, not by what happens afterwards: nothing has to be
acknowledged, so a script that is stopped at any line neither doubles a row nor swallows the next one.
"""

from __future__ import annotations

import uuid
from hashlib import sha256

import streamlit as st

TAB = "tab"


def next_submit(*about: object) -> str:
    """Asked for while drawing: what the key of the next submit begins with.

    ``about`` says what it is and which row it would follow, so that it changes once there is a newer one.
    """
    if TAB not in st.session_state:
        st.session_state[TAB] = uuid.uuid4().hex
    return _digest(st.session_state[TAB], *about)


def submit_key(beginning: str, *said: object) -> str:
    """The key of a submit that says ``said``.

    >>> submit_key("b", 4) == submit_key("b", 4) != submit_key("b", 5)
    True
    """
    return _digest(beginning, *said)


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()
