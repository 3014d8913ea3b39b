"""A text as it looks where it goes: enough of the frame to judge it, none of the platform's trade dress."""

from __future__ import annotations

from html import escape

import streamlit as st

from core.channels.catalogue import Channel
from core.domain import Variant
from pages.components.checks_line import checks_html
from pages.components.claims import with_claims


def surface(variant: Variant, channel: Channel) -> None:
    """The text in its frame, its checks below."""
    st.html(f"{_frame(variant, channel)}{checks_html(variant.length, variant.draft.limit, variant.checks)}")


def _frame(variant: Variant, channel: Channel) -> str:
    brief = variant.brief
    return (
        '<div class="hs-surface">'
        f'<div class="hs-from">{escape(brief.brand)} <span>{escape(_beside(channel))}</span></div>'
        f'<div class="hs-copy" dir="auto">{with_claims(variant.text, brief, seen=channel.visible)}</div>'
        f'<p class="hs-muted">{escape(brief.link)}</p>'
        "</div>"
    )


def _beside(channel: Channel) -> str:
    return channel.label if channel.label.startswith(channel.group) else f"{channel.group} · {channel.label}"
