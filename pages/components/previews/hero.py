"""The first screen of a landing page: its address, its headline, where its button stands."""

from __future__ import annotations

from html import escape

from core.previews.links import host
from pages.components.previews.content import Content
from pages.components.previews.elements import blank, block


def hero(content: Content) -> str:
    address = (
        f'<div class="hs-f-address" dir="auto">{escape(host(content.link) if content.link else content.brand)}</div>'
    )
    return f"{address}{block('display', content.text('title'))}{blank(84, 62)}{blank(28)}"
