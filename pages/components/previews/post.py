"""A post that is all text, its link below where the text has none of its own."""

from __future__ import annotations

from html import escape

from core.previews.links import x_link
from pages.components.previews.content import Content
from pages.components.previews.elements import block, who


def post(content: Content) -> str:
    link = f'<span class="hs-f-link">{escape(x_link(content.link))}</span>' if content.link else ""
    return f"{who(content)}{block('text', content.text('text'))}{block('text', link)}"
