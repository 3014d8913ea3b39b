"""A card among cards: a picture, a title, a text, who it is from."""

from __future__ import annotations

from html import escape

from pages.components.previews.content import Content
from pages.components.previews.elements import PICTURE, block


def tile(content: Content) -> str:
    sender = content.text("from") or escape(content.brand)
    return (
        f"{PICTURE}{block('headline', content.text('title'))}{block('text', content.text('text'))}"
        f"{block('grey', sender)}"
    )
