"""What several frames are made of."""

from __future__ import annotations

from html import escape

import regex

from core.previews.truncation import Cut
from pages.components.previews.content import Content

PICTURE = '<div class="hs-f-picture" aria-hidden="true"></div>'


def seen_html(cut: Cut, more: str) -> str:
    """What of a text is seen, and where the rest can be had, how."""
    if not cut.is_cut:
        return escape(cut.text)
    if not more:
        return f"{escape(cut.shown)}…"
    return (
        f'<details class="hs-f-fold"><summary><span class="hs-f-seen">{escape(cut.shown)}</span>'
        f'<span class="hs-f-more">… {escape(more)}</span><span class="hs-f-less">Less</span></summary>'
        f"{escape(cut.text)}</details>"
    )


def block(name: str, html: str) -> str:
    """One text on lines of its own, in its own direction; nothing where there is none."""
    return f'<div class="hs-f-{name}" dir="auto">{html}</div>' if html else ""


def blank(*widths: int) -> str:
    """Lines that stand for a text which is not there, in percent of the frame's width."""
    bars = "".join(f'<i style="width:{width}%"></i>' for width in widths)
    return f'<div class="hs-f-blank" aria-hidden="true">{bars}</div>'


def who(content: Content, beside: str = "") -> str:
    """Who speaks: an initial, the brand, and a line below that may stand beside it (plain text)."""
    below = f'<div class="hs-f-grey" dir="auto">{escape(beside)}</div>' if beside else ""
    return f'<div class="hs-f-who">{avatar(content)}<div>{block("name", escape(content.brand))}{below}</div></div>'


def avatar(content: Content) -> str:
    initial = next(iter(regex.findall(r"\X", content.brand.strip())), "")
    return f'<span class="hs-f-avatar" aria-hidden="true">{escape(initial.upper())}</span>'
