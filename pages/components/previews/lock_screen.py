"""A lock screen: the hour, and the notification folded and opened."""

from __future__ import annotations

from html import escape

from pages.components.previews.content import Content
from pages.components.previews.elements import block


def lock_screen(content: Content) -> str:
    hour = '<div class="hs-f-hour" aria-hidden="true">9:41</div>'
    return f"{hour}{_notification(content, 'text')}{_notification(content, 'opened')}"


def _notification(content: Content, role: str) -> str:
    text = content.text(role)
    if not text:
        return ""
    title = f'<div class="hs-f-top">{block("name", escape(content.brand))}<span class="hs-f-grey">now</span></div>'
    return f'<div class="hs-f-box">{title}{block("text", text)}</div>'
