"""Campaigns: one job for a brand, and the briefs that come of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from core.channels.catalogue import Catalogue, Channel
from core.checks.orders import gives_orders
from core.checks.placeholder import is_filled
from core.checks.words import has_phrase
from core.domain import Brand, Brief, BriefPersona, Campaign, Persona
from core.errors import InvalidInput
from core.library.shelf import LibraryService, new_id
from core.placeholders import TOKEN, default_of, lines_of, parse, tokens_in, undeclared
from core.text_input import clean, clean_list
from core.utm import Utm, tagged
from db.database import Database
from db.repositories.table import ArchivableRepository
from db.unit_of_work import UnitOfWork

LONGEST_REWRITE = 2_000
LONGEST_KEYWORD = 80
"""Source: Google Ads Help, Keyword limits, read 2026-11-26."""
MOST_EXAMPLES = 3
"""Earlier texts of the brand in a brief."""
LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "zh": "Chinese"}


class CampaignService(LibraryService[Campaign]):
    def __init__(self, database: Database, channels: Catalogue) -> None:
        super().__init__(database)
        self._channels = channels

    def create(self, **fields: Any) -> Campaign:
        """``brand_id`` and ``name`` are required. Raises InvalidInput naming the field."""
        return self._add(Campaign(id=new_id(), **{"brand_id": "", "name": "", "product": "", **fields}))

    def checked(self, thing: Campaign) -> Campaign:
        if not thing.brand_id:
            raise InvalidInput("brand_id", "A campaign speaks for a brand, and none is chosen.", "Choose one.")
        for channel in thing.channels:
            self._channels.get(channel)
        if thing.starts_on and thing.ends_on and thing.ends_on < thing.starts_on:
            raise InvalidInput(
                "ends_on", "The campaign ends before it starts.", "Choose a later end or an earlier start."
            )
        if thing.language not in LANGUAGES:
            raise InvalidInput(
                "language", f"The language “{thing.language}” is not known.", f"Choose one of {', '.join(LANGUAGES)}."
            )
        return replace(
            thing,
            name=clean("name", thing.name, longest=80, required=True, single_line=True),
            product=clean("product", thing.product, longest=200),
            facts=clean_list("facts", thing.facts, longest_item=240, most=20),
            offer=clean("offer", thing.offer, longest=200),
            cta=clean("cta", thing.cta, longest=60, single_line=True),
            link=_link(clean("link", thing.link, longest=500, single_line=True)),
            tone=clean("tone", thing.tone, longest=120),
            required=clean_list("required", thing.required, longest_item=60, most=5),
            keywords=clean_list("keywords", thing.keywords, longest_item=LONGEST_KEYWORD, most=50),
            placeholders=parse(lines_of(thing.placeholders)),
            persona_ids=tuple(dict.fromkeys(thing.persona_ids)),
            channels=tuple(dict.fromkeys(thing.channels)),
        )

    def tag_link(self, campaign_id: str, utm: Utm) -> Campaign:
        """Put tags into the campaign's link. Raises InvalidInput, NotFound."""
        campaign = self.get(campaign_id)
        return self.save(replace(campaign, link=tagged(campaign.link, utm)))

    def briefs(
        self,
        campaign_id: str,
        persona_ids: Sequence[str] | None = None,
        channels: Sequence[str] | None = None,
        *,
        rewrite: str = "",
    ) -> tuple[Brief, ...]:
        """One brief for each persona with each channel, personas in order; the campaign's own where none are named.

        ``rewrite`` is a text to be made better for them. Raises NotFound, and InvalidInput where the campaign has no
        product yet or the text cannot be used.
        """
        rewrite = clean("text to rewrite", rewrite, longest=LONGEST_REWRITE)
        with self._database.read() as work:
            campaign = work.campaigns.get(campaign_id)
            brand = work.brands.get(campaign.brand_id)
            personas = [work.personas.get(persona) for persona in persona_ids or campaign.persona_ids]
            fields = tuple(channels or campaign.channels)
            examples = {field: work.own_texts.examples(brand.id, field, MOST_EXAMPLES) for field in fields}
        if not campaign.product:
            raise InvalidInput("product", "The campaign does not say what is sold.", "Fill in the product on its page.")
        return tuple(
            replace(
                _brief(brand, campaign, persona, self._channels.get(channel)),
                rewrite=rewrite,
                examples=examples[channel],
            )
            for persona in personas
            for channel in fields
        )

    def missing(self, campaign: Campaign) -> tuple[str, ...]:
        """What would make the texts better, most important first."""
        said = (campaign.product, *campaign.facts, campaign.offer, campaign.cta, campaign.tone, *campaign.required)
        advice = (
            (any(map(gives_orders, said)), "Something here reads like an order to the model; it is left out."),
            *((True, line) for line in _about_placeholders(campaign)),
            (not campaign.product, "Say what is sold, in a few plain words."),
            (not campaign.persona_ids, "Choose at least one persona to speak to."),
            (not campaign.channels, "Choose at least one channel."),
            (len(campaign.facts) < 2, "Add facts: every claim in a text must come from one. Two or three are enough."),
            (not campaign.cta, "Add a call to action, as it should stand in the text."),
            (not campaign.tone, "Name a tone, or the brand's voice is used."),
            (campaign.ends_on is None, "Set an end date, and Home reminds you before it."),
        )
        return tuple(line for is_missing, line in advice if is_missing)

    def _repository(self, work: UnitOfWork) -> ArchivableRepository[Campaign]:
        return work.campaigns


def _brief(brand: Brand, campaign: Campaign, persona: Persona, channel: Channel) -> Brief:
    """What must be said is left out where it is a placeholder that nothing fills in there."""
    return Brief(
        brand=brand.name,
        product=campaign.product,
        persona=BriefPersona(name=persona.name, description=describe(persona)),
        channel=channel.id,
        facts=tuple(dict.fromkeys((*campaign.facts, *brand.facts))),
        offer=campaign.offer,
        cta=campaign.cta,
        link=campaign.link,
        banned=brand.words_banned,
        required=tuple(text for text in campaign.required if _can_stand(text, channel)),
        placeholders=campaign.placeholders,
        tone=campaign.tone or brand.voice,
        language=campaign.language,
    )


def _can_stand(text: str, channel: Channel) -> bool:
    return all(is_filled(token, channel) for token in tokens_in(text))


def _about_placeholders(campaign: Campaign) -> Iterator[str]:
    """What would keep a placeholder from coming through."""
    said = " ".join((campaign.product, *campaign.facts, campaign.offer, campaign.cta, *campaign.required))
    for token in undeclared(said, campaign.placeholders):
        yield f"{token} stands in the brief and is not declared below; no text with it passes."
    words = TOKEN.sub(" ", said)
    for one in campaign.placeholders:
        if not default_of(one.token) and has_phrase(words, one.sample):
            yield f"“{one.sample}”, the sample of {one.token}, is also in the brief's own words; choose another."


def describe(persona: Persona) -> str:
    """A persona in a few sentences, as a brief tells it."""
    parts = [persona.description]
    parts += [f"Wants {persona.wants}"] if persona.wants else []
    parts += [f"Held back by {persona.stops}"] if persona.stops else []
    return " ".join(part.rstrip(". ") + "." for part in parts if part)


def _link(link: str) -> str:
    if not link:
        return ""
    try:
        parts = urlsplit(link)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or any(map(str.isspace, link)):
        raise InvalidInput("link", "The link is not a web address.", "Start it with https:// and a host name.")
    return link
