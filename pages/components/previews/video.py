"""A video that fills a phone, the text over its foot."""

from __future__ import annotations

from html import escape

from pages.components.previews.content import Content
from pages.components.previews.elements import block


def video(content: Content) -> str:
    name = block("name", escape(content.brand))
    return (
        f'<div class="hs-f-video"><div>{name}{block("text", content.text("text"))}'
        '<div class="hs-f-grey">Sponsored</div></div></div>'
    )
