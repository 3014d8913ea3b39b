"""How close an example keeps to its brief: what a small model can learn to do, and what it can only imitate.

A text with a scene of its own teaches a small model to invent scenes. Marked, such texts still teach the language,
and drafts are asked for in the plain way.
"""

from __future__ import annotations

from core.channels.catalogue import Channel
from core.checks.words import content_words
from core.domain import Brief

SHORT, LONG = 0.65, 0.55
"""Shares of a text's meaning words that its brief has too, for fields of one line and of many: about the medians."""


def is_plain(text: str, brief: Brief, channel: Channel) -> bool:
    """Whether most of what the text says is said in the brief."""
    said = content_words(text)
    return len(said & _briefed(brief)) >= (SHORT if channel.lines == "one" else LONG) * len(said)


def _briefed(brief: Brief) -> set[str]:
    persona = brief.persona
    parts = (brief.brand, brief.product, *brief.facts, brief.offer, brief.cta, persona.name, persona.description)
    return content_words(" ".join(parts))
