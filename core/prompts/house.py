"""The compact prompt that house models are trained on and write from.

What is the same for many texts comes first (brand, then reader, then channel), so that training and drafting read
it once. Banned words are left out, as everywhere: the check on them stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.channels.catalogue import Channel
from core.domain import Brief
from core.prompts.lines import folded


def about(brief: Brief) -> str:
    """Brand, product and what may be claimed: the same for every reader and channel."""
    lines = (
        ("Brand", brief.brand),
        ("Product", brief.product),
        ("Tone", brief.tone),
        ("Facts", "; ".join(brief.facts)),
        ("Offer", brief.offer or "none"),
        ("Call to action", brief.cta or "none"),
        ("Must say", "; ".join(brief.required)),
    )
    return "".join(f"{name}: {folded(value)}\n" for name, value in lines if value.strip())


def reader(brief: Brief) -> str:
    """One line on who it is for."""
    name, description = folded(brief.persona.name), folded(brief.persona.description)
    return f"Reader: {': '.join(part for part in (name, description) if part)}\n"


def task(channel: Channel, brand: str, *, direct: bool = True, required: Sequence[str] = (), rewrite: str = "") -> str:
    """What to write; the text follows after a space. ``rewrite`` is a text to be made better, if there is one.

    ``direct`` asks for a text that keeps to what the brief says. A channel that wants the brand's name is told it
    once more here, and every channel what it must say: a small model forgets what was said many lines ago.
    """
    taught = channel.taught_as
    room = f" ({taught.limit})" if taught.limit else ""
    given = f"Rewrite: {folded(rewrite)}\n" if rewrite.strip() else ""
    manner = ", direct" if direct else ""
    naming = f", naming {folded(brand)}" if channel.brand else ""
    saying = f", saying {folded('; '.join(required))}" if required else ""
    return f"{given}{taught.label}{room}{manner}{naming}{saying}:"


def house_text(brief: Brief, channel: Channel) -> str:
    return about(brief) + reader(brief) + task(channel, brief.brand, required=brief.required, rewrite=brief.rewrite)
