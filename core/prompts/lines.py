"""A brief as lines of a prompt.

A brief is data: its line breaks are folded, so that it cannot fake a line of its own.
"""

from __future__ import annotations

from core.channels.catalogue import Channel
from core.domain import Brief


def brief_lines(brief: Brief, channel: Channel) -> str:
    """Lines “Name: value”; what the brief does not say is left out."""
    persona = brief.persona
    audience = ": ".join(part for part in (persona.name, persona.description) if part)
    lines = (
        ("Channel", channel.label),
        ("Limit", f"{channel.limit} characters" if channel.limit else ""),
        ("Brand", brief.brand),
        ("Product", brief.product),
        ("Audience", audience),
        ("Tone", brief.tone),
        ("Facts", "; ".join(brief.facts)),
        ("Offer", brief.offer),
        ("Call to action", brief.cta),
        ("Never say", "; ".join(brief.banned)),
        ("Must say", "; ".join(brief.required)),
    )
    return "\n".join(f"{name}: {folded(value)}" for name, value in lines if value.strip())


def folded(value: str) -> str:
    """All on one line."""
    return " ".join(value.split())
