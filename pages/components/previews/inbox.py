"""A row of an inbox: sender, subject, and the preheader in grey behind it; on a phone below one another."""

from __future__ import annotations

from html import escape

from core.previews.surfaces import Device
from pages.components.previews.content import Content
from pages.components.previews.elements import blank, block

OTHERS = {Device.DESK: ((86,), (64,)), Device.PHONE: ((52, 88), (38, 70))}
"""Rows around ours: widths of their lines in percent."""


def inbox(content: Content) -> str:
    before, after = (f'<div class="hs-f-row">{blank(*widths)}</div>' for widths in OTHERS[content.device])
    return f"{before}{_row(content)}{after}"


def _row(content: Content) -> str:
    sender = block("name", escape(content.brand))
    title, text = content.text("title"), content.text("text")
    if content.device is Device.PHONE:
        return f'<div class="hs-f-row">{sender}{block("line", title) or blank(46)}{block("grey", text)}</div>'
    subject = f'<bdi class="hs-f-subject">{title}</bdi>' if title else ""
    behind = f' <span class="hs-f-grey">– <bdi>{text}</bdi></span>' if text else ""
    return f'<div class="hs-f-row hs-f-across">{sender}<div class="hs-f-line">{subject}{behind}</div></div>'
