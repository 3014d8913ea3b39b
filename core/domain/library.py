"""What a team keeps: its people, brands, personas and campaigns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CampaignStatus(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A person of the team, picked in the sidebar."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """Who is speaking. Nothing of a brand that is ``local_only`` leaves the machine."""

    id: str
    name: str
    voice: str = ""
    words_to_use: tuple[str, ...] = ()
    words_banned: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    local_only: bool = False
    is_sample: bool = False
    archived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """One audience: who they are, what they want, what stops them, how to speak to them."""

    id: str
    name: str
    description: str
    wants: str = ""
    stops: str = ""
    how_to_speak: str = ""
    example: str = ""
    is_sample: bool = False
    archived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """What another program fills in, as it is written in a text, and what it may be filled with.

    A token is ``{first_name}``, ``{{ merge.tag }}`` or ``{KeyWord:Default}``; the last brings its own sample.
    """

    token: str
    sample: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """One job for a brand. ``channels`` holds channel ids of the catalogue; ``keywords`` are what people search for."""

    id: str
    brand_id: str
    name: str
    product: str
    facts: tuple[str, ...] = ()
    offer: str = ""
    cta: str = ""
    link: str = ""
    tone: str = ""
    language: str = "en"
    required: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    persona_ids: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    status: CampaignStatus = CampaignStatus.DRAFT
    is_sample: bool = False
    archived: bool = False
