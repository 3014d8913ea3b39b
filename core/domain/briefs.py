"""What is asked for: briefs, recipes, and a request for a run."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.library import Placeholder
from core.sampling import SamplingSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPersona:
    """What a brief says of its audience."""

    name: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The frozen input of one generation: one persona, one channel field.

    ``rewrite`` is a text to be made better for them; empty where a new one is wanted. ``angle`` is what this text is
    to be about, of all that the brief says (see ``core.angles``); empty where the model chooses.
    ``examples`` are texts of the brand in this field, to be written like.
    """

    brand: str
    product: str
    persona: BriefPersona
    channel: str
    facts: tuple[str, ...] = ()
    offer: str = ""
    cta: str = ""
    link: str = ""
    banned: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    tone: str = ""
    language: str = "en"
    rewrite: str = ""
    angle: str = ""
    placeholders: tuple[Placeholder, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Named sampling settings."""

    id: str
    name: str
    settings: SamplingSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRequest:
    """What a person asks for: every brief with every recipe, ``n`` variants each, or of each brief as many as
    ``counts`` says. With a ``rival``, another model, each is written by both, to be compared."""

    briefs: tuple[Brief, ...]
    recipes: tuple[Recipe, ...]
    model: str
    n: int
    seed: int
    campaign_id: str | None = None
    profile_id: str | None = None
    persona_ids: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    rival: str = ""
