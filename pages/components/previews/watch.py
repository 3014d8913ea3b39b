"""A video with its title and description below."""

from __future__ import annotations

from html import escape

from pages.components.previews.content import Content
from pages.components.previews.elements import PICTURE, avatar, blank, block


def watch(content: Content) -> str:
    title = block("headline", content.text("title")) or blank(68)
    name = f'<div class="hs-f-who">{avatar(content)}{block("name", escape(content.brand))}</div>'
    text = content.text("text")
    described = f'<div class="hs-f-box">{block("text", text)}</div>' if text else ""
    return f"{PICTURE}{title}{name}{described}"
