"""A post in a feed: who speaks, the text, a picture, and the card that the link opens from."""

from __future__ import annotations

from html import escape

from core.previews.links import host
from pages.components.previews.content import Content
from pages.components.previews.elements import PICTURE, blank, block, who


def feed(content: Content) -> str:
    text = block("text", content.text("text")) or blank(94, 70)
    return f"{who(content, 'Sponsored')}{text}{PICTURE}{_card(content)}"


def _card(content: Content) -> str:
    lines = (
        block("grey", escape(host(content.link)) if content.link else ""),
        block("headline", content.text("title")),
        block("grey", content.text("beside")),
    )
    return f'<div class="hs-f-card">{"".join(lines)}</div>' if any(lines) else ""
