"""A search result: who pays, the site with its path, the headlines in a line, the descriptions."""

from __future__ import annotations

from html import escape

from core.previews.links import host
from pages.components.previews.content import Content
from pages.components.previews.elements import avatar, blank, block


def search(content: Content) -> str:
    return (
        '<div class="hs-f-sponsored">Sponsored</div>'
        f'<div class="hs-f-who">{avatar(content)}<div>{block("name", escape(content.brand))}{_address(content)}</div>'
        "</div>"
        f"{block('title', content.text('title')) or blank(72)}"
        f"{block('text', content.text('text')) or blank(96, 58)}"
    )


def _address(content: Content) -> str:
    """host › path › path; a path is of the ad, not of the link."""
    if not content.link:
        return ""
    return block("grey", " › ".join([escape(host(content.link)), *content.texts("path")]))
