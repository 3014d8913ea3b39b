"""One channel, to be changed or made: all that the catalogue says of it, in boxes."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from core.bootstrap import Application
from core.channels.catalogue import LEAST_TOKENS, MOST_TOKENS, Channel
from core.channels.fields import LONGEST_LIMIT, MOST_HASHTAGS, MOST_TEXTS, fields_of
from core.errors import HousestyleError, InvalidInput
from pages.components.channel_words import COUNTED, FILLS, HARD, LINES, RULES
from pages.components.errors import plain
from pages.components.form_fields import FormFields

NEW = {"counting": "graphemes", "hard": True, "lines": "one", "least": 1, "most": 1, "brand": True, "fills": ""}
"""What the boxes of a new channel begin with."""
CHOSEN, MAKING, UNDO = "channel-chosen", "channel-making", "channel-undo"
"""In the session: the id that is being changed, whether one is being made, and what can be taken back."""
Drawn = set[str]


def channel_form(app: Application, channel: Channel | None) -> None:
    """Change ``channel``, or make one where it is None."""
    fields = FormFields(f"channel-{channel.id}" if channel else "new-channel", _beginning(app, channel))
    with st.container(border=True, key="channel-form"):
        st.markdown(f"**{plain(channel.label)}**" if channel else "**New channel**")
        if channel is not None and channel.taught_as.id == channel.id and channel.drafted:
            st.caption(_taught(channel.taught_as))
        _names(fields, is_new=channel is None)
        _length(fields)
        _writing(app, fields, channel)
        _rules(fields)
        _origin(fields)
        fields.problem_elsewhere(set(fields.read()))
        with st.container(horizontal=True):
            st.button("Save", type="primary", key="channel-save", on_click=_save, args=(app, fields, channel))
            st.button("Close", key="channel-close", on_click=_close, args=(fields,))
            if channel is not None and any(one.id == channel.id for one in app.own_channels.own()):
                word = "As in the catalogue" if app.channels.of_file(channel.id) else "Remove"
                st.button(word, key="channel-reset", on_click=_reset, args=(app, fields, channel))


def _beginning(app: Application, channel: Channel | None) -> dict[str, Any]:
    """A budget is only shown where somebody has set it; who saves a limit has looked at it today."""
    if channel is None:
        return {**NEW, "checked": date.today()}
    stored = next((one.fields for one in app.own_channels.own() if one.id == channel.id), {})
    return {**fields_of(channel), "checked": date.today(), "tokens": stored.get("tokens")}


def _taught(taught: Channel) -> str:
    limit = f" with a limit of {taught.limit}" if taught.limit else ""
    return (
        f"House models were taught this field{limit}, and are still asked for it in those words; "
        "what is said here is what texts are kept to and checked against."
    )


def _names(fields: FormFields, *, is_new: bool) -> None:
    columns = st.columns([2, 2, 2] if is_new else [2, 4])
    with columns[0]:
        fields.text("label", "Name", placeholder="Shop banner")
    with columns[1]:
        fields.text("group", "Belongs to", placeholder="The platform; empty, it stands alone")
    if is_new:
        with columns[2]:
            fields.text(
                "id", "Short name", placeholder="shop_banner", help="For files: lower-case letters, digits and _."
            )


def _length(fields: FormFields) -> None:
    first = st.columns([1, 2, 1.4, 1.2, 1.2])
    with first[0]:
        fields.number("limit", "Limit", 1, LONGEST_LIMIT, placeholder="None")
    with first[1]:
        fields.choice("counting", "Counted as", COUNTED)
    with first[2]:
        hard = fields.choice("hard", "Longer texts", HARD)
    with first[3]:
        fields.number(
            "refused",
            "Refused beyond",
            1,
            LONGEST_LIMIT,
            placeholder="Not known",
            disabled=bool(hard),
            help="Where longer texts are only warned of: the length that the platform does not take.",
        )
    with first[4]:
        fields.number("visible", "Seen before a cut", 1, LONGEST_LIMIT, placeholder="All of it")


def _writing(app: Application, fields: FormFields, channel: Channel | None) -> None:
    columns = st.columns([2, 1.4, 1.2, 2.2])
    knows_itself = channel is not None and channel.taught_as.id == channel.id
    with columns[0]:
        if knows_itself:
            st.text_input("Written like", "itself", disabled=True, key="channel-like-itself")
        else:
            fields.choice(
                "like",
                "Written like",
                {taught.id: taught.label for taught in app.channels.taught()},
                placeholder="Choose the closest",
                help="House models were taught these fields. Any other is asked for as the one that it is closest to.",
            )
    with columns[1]:
        fields.choice("lines", "Lines", LINES)
    with columns[2]:
        fields.number(
            "tokens",
            "Room for a draft",
            LEAST_TOKENS,
            MOST_TOKENS,
            placeholder="By the limit",
            help="In tokens, of which English has about one for four characters.",
        )
    with columns[3]:
        fields.tick("brand", "Names the brand")
        fields.tick("sentences", "Ends as a sentence ends")
        fields.tick("cta", "Ends in the call to action")


def _rules(fields: FormFields) -> None:
    columns = st.columns([2.6, 1, 1, 1.4, 1.8])
    with columns[0]:
        fields.several("policy", "What the platform refuses", RULES, placeholder="Nothing more")
    with columns[1]:
        fields.number("least", "An ad needs", 0, MOST_TEXTS, help="Texts of this field, at least.")
    with columns[2]:
        fields.number("most", "and takes", 1, MOST_TEXTS, help="Texts of this field, at most.")
    with columns[3]:
        fields.number("hashtags", "Hashtags, at most", 0, MOST_HASHTAGS, placeholder="Any number")
    with columns[4]:
        fields.choice("fills", "Placeholders filled in", FILLS)


def _origin(fields: FormFields) -> None:
    columns = st.columns([5.4, 1.4])
    with columns[0]:
        fields.text("source", "Where the limit is from", placeholder="A help page, a contract, your own reckoning")
    with columns[1]:
        fields.day("checked", "Checked on")


def _save(app: Application, fields: FormFields, channel: Channel | None) -> None:
    """A widget callback: what was typed stays in its box where it cannot be saved."""
    said = fields.read()
    channel_id = channel.id if channel else said.pop("id", "").strip()
    try:
        saved = app.own_channels.save(channel_id, said, is_new=channel is None)
    except InvalidInput as error:
        fields.refuse(error.field, str(error))
    except HousestyleError as error:
        fields.refuse("", f"Not saved. {error}")
    else:
        _close(fields)
        st.session_state.pop(UNDO, None)
        st.toast(f"Saved {plain(saved.label)}.")


def _reset(app: Application, fields: FormFields, channel: Channel) -> None:
    """A widget callback."""
    stored = next((one for one in app.own_channels.own() if one.id == channel.id), None)
    try:
        app.own_channels.reset(channel.id)
    except HousestyleError as error:
        fields.refuse("", str(error))
    else:
        _close(fields)
        if stored is not None:
            st.session_state[UNDO] = (stored, channel.label)


def _close(fields: FormFields) -> None:
    fields.forget()
    st.session_state[CHOSEN] = None
    st.session_state[MAKING] = False
