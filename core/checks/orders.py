"""Orders hidden in a brief: a brief is data, and what it orders is neither obeyed nor a fact."""

from __future__ import annotations

from dataclasses import replace

import regex

from core.domain import Brief

ORDER = regex.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,60}"
    r"\b(?:above|previous|earlier|prior|preceding|instructions?|prompts?|rules?|brief|guidelines?|everything)\b"
    r"|\b(?:system|developer) prompt\b|\byou are (?:now )?(?:an? )?(?:ai|assistant|language model|chatbot)\b"
    r"|\bnew instructions?\b|\bdo not follow\b",
    regex.IGNORECASE,
)
"""How such orders begin, by our own reading, 2026-11-25."""
PARTS = regex.compile(r"(?<=[.!?;])\s+|\n+")


def without_orders(brief: Brief) -> Brief:
    """The brief without the sentences that give orders to a model, and without all that follows them."""
    if not any(map(gives_orders, _texts(brief))):
        return brief
    persona = replace(brief.persona, name=_kept(brief.persona.name), description=_kept(brief.persona.description))
    return replace(
        brief,
        product=_kept(brief.product),
        persona=persona,
        facts=tuple(kept for fact in brief.facts if (kept := _kept(fact))),
        offer=_kept(brief.offer),
        cta=_kept(brief.cta),
        required=tuple(kept for word in brief.required if (kept := _kept(word))),
        tone=_kept(brief.tone),
        rewrite=_kept(brief.rewrite),
        examples=tuple(kept for text in brief.examples if (kept := _kept(text))),
    )


def gives_orders(text: str) -> bool:
    """Whether a text speaks to a model and not of a product."""
    return ORDER.search(text) is not None


def _texts(brief: Brief) -> tuple[str, ...]:
    persona = brief.persona
    parts = (brief.product, persona.name, persona.description, *brief.facts, brief.offer, brief.cta, *brief.required)
    return (*parts, brief.tone, brief.rewrite, *brief.examples)


def _kept(text: str) -> str:
    """What comes before the sentence with the order. What comes after belongs to it: it says what to do."""
    start = 0
    for part in PARTS.split(text):
        place = text.index(part, start)
        if gives_orders(part):
            return text[:place].strip()
        start = place + len(part)
    return text
