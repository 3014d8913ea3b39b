"""A button that makes a file and hands it to the browser.

``st.download_button`` with a callable asks for the file outside of the script: a rerun that begins at that moment
clears the answer from the queue, so that the button waits for ever, and an error of the callable is never told
(Streamlit 1.67, AppSession._clear_queue, read 2026-11-26). Here the script itself makes the file, so errors are shown
where they happen, and the file stays on offer until the browser says that it has come.
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from pages.components.errors import showing_errors

# What came is remembered by the window: the file may be offered again before the server has heard that it came.
JS = """
const come = (window.housestyleFiles ??= new Set());
export default function ({ data, setTriggerValue }) {
  if (!data.id) return;
  if (!come.has(data.id)) {
    come.add(data.id);
    const bytes = Uint8Array.from(atob(data.base64), (sign) => sign.charCodeAt(0));
    const address = URL.createObjectURL(new Blob([bytes], { type: data.mime }));
    Object.assign(document.createElement("a"), { href: address, download: data.name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }
  setTriggerValue("come", data.id);
}
"""
OFFERED = "file-offered"
HAND_OVER = "file-hand-over"
_hand_over = st.components.v2.component("housestyle_file", html="<span></span>", js=JS)


@dataclass(frozen=True, slots=True)
class File:
    name: str
    mime: str
    content: bytes


def file_button(
    label: str,
    make: Callable[[], File],
    *,
    key: str,
    type: Literal["primary", "secondary", "tertiary"] = "secondary",
) -> None:
    """At a click, make the file and offer it to ``hand_over``; our errors are shown in the button's place."""
    if st.button(label, key=key, type=type, icon=":material/download:"):
        with showing_errors(), st.spinner("Making the file"):
            st.session_state[OFFERED] = (uuid.uuid4().hex, make())


def hand_over() -> None:
    """Give the browser what was offered. Once in each fragment or page that has file buttons, after all of them."""
    identifier, file = st.session_state.get(OFFERED, ("", None))
    data = {"id": identifier}
    if file is not None:
        content = base64.b64encode(file.content).decode("ascii")
        data |= {"name": file.name, "mime": file.mime, "base64": content}
    _hand_over(key=HAND_OVER, data=data, on_come_change=_came, height="content")


def _came() -> None:
    """A widget callback: the browser has it. By then another file may be on offer, which stays."""
    identifier, _ = st.session_state.get(OFFERED, ("", None))
    if st.session_state[HAND_OVER].come == identifier:
        st.session_state.pop(OFFERED, None)
