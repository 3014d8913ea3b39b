"""A message in its bubble, as a phone shows it: one, however many segments it travelled in."""

from __future__ import annotations

from html import escape

from pages.components.previews.content import Content
from pages.components.previews.elements import block


def sms(content: Content) -> str:
    return (
        f'<div class="hs-f-sender" dir="auto">{escape(content.brand)}</div>'
        f'<div class="hs-f-bubble">{block("text", content.text("text"))}</div>'
    )
