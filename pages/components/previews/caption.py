"""A picture with its caption: the name stands in the caption's first line."""

from __future__ import annotations

from html import escape

from pages.components.previews.content import Content
from pages.components.previews.elements import PICTURE, block, who


def caption(content: Content) -> str:
    name = f'<b dir="auto">{escape(content.brand)}</b> '
    return f"{who(content)}{PICTURE}{block('text', name + content.text('text'))}"
