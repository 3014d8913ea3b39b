"""A letter that has been opened: subject, sender, body."""

from __future__ import annotations

from pages.components.previews.content import Content
from pages.components.previews.elements import blank, block, who


def letter(content: Content) -> str:
    subject = block("headline", content.text("title")) or blank(54)
    return f"{subject}{who(content, 'to me')}{block('text', content.text('text'))}"
