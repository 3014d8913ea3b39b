"""All fields of the catalogue in one compact table."""

from __future__ import annotations

from collections.abc import Container, Sequence
from html import escape

import streamlit as st

from core.channels.catalogue import Channel
from pages.components.channel_words import COUNTED, beyond

HEADINGS = ("Field", "Limit", "Longer texts are", "Counted as", "Where the limit is from", "Checked")


def channel_table(channels: Sequence[Channel], changed: Container[str], own: Container[str]) -> None:
    """``changed`` are the ids of those of the catalogue that the team has changed, ``own`` of those that it made."""
    marks = {channel.id: _mark(channel.id, changed, own) for channel in channels}
    head = "".join(f'<th scope="col">{heading}</th>' for heading in HEADINGS)
    rows = "".join(_row(channel, marks[channel.id]) for channel in channels)
    st.html(
        '<div class="hs-table" tabindex="0" role="region" aria-label="Channels">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _mark(channel_id: str, changed: Container[str], own: Container[str]) -> str:
    return "changed" if channel_id in changed else "yours" if channel_id in own else ""


def _row(channel: Channel, mark: str) -> str:
    shown = f' <span class="hs-mark">{mark}</span>' if mark else ""
    limit = "none" if channel.limit is None else f"{channel.limit:,}"
    cells = (limit, beyond(channel), COUNTED[channel.counting], channel.source, f"{channel.checked:%d %b %Y}")
    return (
        f'<tr><th scope="row">{escape(channel.label)}{shown}<small>{escape(channel.group)}</small></th>'
        + "".join(
            f'<td data-heading="{heading}">{escape(cell)}</td>' if cell else "<td></td>"
            for heading, cell in zip(HEADINGS[1:], cells, strict=True)
        )
        + "</tr>"
    )
