"""A product's page in a shop: picture, title, bullet points, description."""

from __future__ import annotations

from html import escape

from pages.components.previews.content import Content
from pages.components.previews.elements import PICTURE, blank, block


def product(content: Content) -> str:
    title = block("headline", content.text("title")) or blank(64)
    bullets = "".join(f'<li dir="auto">{text}</li>' for text in content.texts("bullets"))
    listed = f"<ul>{bullets}</ul>" if bullets else ""
    words = f"{block('grey', escape(content.brand))}{title}{listed}{block('text', content.text('text'))}"
    return f'<div class="hs-f-shop">{PICTURE}<div>{words}</div></div>'
