"""Channels on the settings page: every field with its limit and where that is from, to be changed or added to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from core.bootstrap import Application
from core.channels.catalogue import Channel
from core.domain import OwnChannel
from core.errors import HousestyleError
from core.library.channels import LeftOut
from pages.components.channel_form import CHOSEN, MAKING, UNDO, channel_form
from pages.components.channel_table import channel_table
from pages.components.errors import plain, show_error

PROBLEM = "channel-problem"


def own_channels(app: Application) -> None:
    st.subheader("Channels", anchor=False)
    st.caption("Where copy goes, and what it is held to there. Change what your accounts allow, or add your own.")
    for left_out in app.own_channels.left_out():
        _left_out(app, left_out)
    problem = st.session_state.pop(PROBLEM, None)
    if problem:
        show_error(problem)
    _undo_bar(app)
    found = _controls(app)
    if st.session_state.get(MAKING):
        channel_form(app, None)
    elif st.session_state.get(CHOSEN):
        channel_form(app, app.channels.get(st.session_state[CHOSEN]))
    if not found:
        st.caption("No field found. Try another word.")
        return
    stored = {one.id for one in app.own_channels.own()}
    changed = {one for one in stored if app.channels.of_file(one) is not None}
    channel_table(sorted(found, key=lambda channel: channel.id not in stored), changed, stored)


def _controls(app: Application) -> Sequence[Channel]:
    """Search, change, make; returns the fields that were found."""
    with st.container(key="channel-controls"):
        columns = st.columns([3, 3, 1.3], vertical_alignment="bottom")
    words = columns[0].text_input(
        "Search channels", key="channel-search", placeholder="Search channels", label_visibility="collapsed"
    )
    channels = {channel.id: channel for channel in app.channels.all()}
    found = [channel for channel in channels.values() if _is_found(channel, words or "")]
    if st.session_state.get(CHOSEN) not in channels:
        st.session_state[CHOSEN] = None
    columns[1].selectbox(
        "Change a channel",
        dict.fromkeys([*(channel.id for channel in found), *filter(None, [st.session_state[CHOSEN]])]),
        index=None,
        format_func=lambda key: channels[key].label,
        key=CHOSEN,
        placeholder="Change a channel",
        label_visibility="collapsed",
        on_change=_stop_making,
    )
    columns[2].button("New channel", icon=":material/add:", key="channel-new", width="stretch", on_click=_make)
    return found


def _is_found(channel: Channel, words: str) -> bool:
    said = " ".join((channel.id, channel.label, channel.group, channel.source)).casefold()
    return all(word in said for word in words.casefold().split())


def _make() -> None:
    """A widget callback."""
    st.session_state[MAKING] = True
    st.session_state[CHOSEN] = None


def _stop_making() -> None:
    """A widget callback."""
    st.session_state[MAKING] = False


def _undo_bar(app: Application) -> None:
    if UNDO not in st.session_state:
        return
    stored, label = st.session_state[UNDO]
    with st.container(key="row-channel-undo"):
        line, button = st.columns([5, 1], vertical_alignment="center")
    became = "as in the catalogue again" if app.channels.of_file(stored.id) else "removed; texts written for it stay"
    line.markdown(f"“{plain(label)}” is {became}.")
    button.button("Undo", key="channel-undo-button", width="stretch", on_click=_undo, args=(app, stored))


def _undo(app: Application, stored: OwnChannel) -> None:
    """A widget callback."""
    _try(lambda: app.own_channels.save(stored.id, stored.fields))
    st.session_state.pop(UNDO, None)


def _left_out(app: Application, left_out: LeftOut) -> None:
    with st.container(key=f"row-left-out-{left_out.id}"):
        line, button = st.columns([5, 1], vertical_alignment="center")
    line.warning(
        f"The channel “{plain(left_out.id)}” is left out, as this release cannot use what is stored of it. "
        f"{plain(left_out.why)} Make it anew under the same short name, or remove it.",
        icon=":material/warning:",
    )
    key = f"channel-remove-{left_out.id}"
    button.button("Remove", key=key, width="stretch", on_click=_remove, args=(app, left_out.id))


def _remove(app: Application, channel_id: str) -> None:
    """A widget callback."""
    _try(lambda: app.own_channels.reset(channel_id))


def _try(act: Callable[[], object]) -> None:
    """What could not be done is said at the next drawing."""
    try:
        act()
    except HousestyleError as error:
        st.session_state[PROBLEM] = str(error)
