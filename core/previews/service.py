"""The preview service: the texts that a campaign has for a persona, by channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from core.domain import Variant, VariantFilter, Verdict
from core.placeholders import filled
from db.database import Database

UNRATED = 3.0
"""Stars that a text stands at until somebody has rated it: the middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewTexts:
    """What one persona is told: texts by channel id, as they will be read, approved ones first, the best first among
    them."""

    persona: str
    brand: str
    link: str
    texts: Mapping[str, tuple[str, ...]]


class PreviewService:
    def __init__(self, database: Database) -> None:
        self._database = database

    def campaigns(self) -> Mapping[str, str]:
        """Names by id of the campaigns that have been written for, the last written first."""
        with self._database.read() as work:
            written = work.runs.campaign_ids()
            names = {one.id: one.name for one in (*work.campaigns.list(), *work.campaigns.list(archived=True))}
        return {campaign_id: names[campaign_id] for campaign_id in written if campaign_id in names}

    def texts(self, campaign_id: str) -> tuple[PreviewTexts, ...]:
        """For each persona that the campaign has texts for, in the order of their names. Rejected texts are left
        out."""
        wanted = VariantFilter(campaign_ids=(campaign_id,), verdicts=(Verdict.APPROVED.value, "undecided"))
        with self._database.read() as work:
            variants = sorted(work.variants.list(wanted), key=_best_first)
        personas = sorted({variant.brief.persona.name for variant in variants})
        return tuple(_texts(name, [one for one in variants if one.brief.persona.name == name]) for name in personas)


def _texts(persona: str, variants: list[Variant]) -> PreviewTexts:
    by_channel: dict[str, dict[str, None]] = {}
    for variant in variants:
        text = filled(variant.text, variant.brief.placeholders)
        by_channel.setdefault(variant.brief.channel, {})[text] = None
    return PreviewTexts(
        persona=persona,
        brand=variants[0].brief.brand,
        link=variants[0].brief.link,
        texts={channel: tuple(texts) for channel, texts in by_channel.items()},
    )


def _best_first(variant: Variant) -> tuple[bool, bool, float, int]:
    """Approved, pinned, then by the mean of each person's newest stars, then by the rank it was shown at."""
    newest = {rating.profile_id: rating.stars for rating in variant.ratings}
    stars = fmean(newest.values()) if newest else UNRATED
    return (variant.decision is None, not variant.pinned, -stars, variant.draft.rank or 0)
