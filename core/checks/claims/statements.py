"""What a claim may rest on: the brief's statements, one by one."""

from __future__ import annotations

from core.domain import Brief


def statements(brief: Brief) -> tuple[str, ...]:
    """All that the brief states of brand, product and offer."""
    parts = (*brief.facts, brief.offer, brief.product, brief.cta, brief.brand, *brief.required)
    return tuple(part for part in parts if part.strip())


def background(brief: Brief) -> tuple[str, ...]:
    """What may be repeated, though the brand does not promise it: the reader's own life, and the link."""
    parts = (brief.persona.name, brief.persona.description, brief.link)
    return tuple(part for part in parts if part.strip())
