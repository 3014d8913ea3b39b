"""One row a variant: the text, what people said of it, and where it came from."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from statistics import fmean
from types import MappingProxyType

from core.domain import Rating, Variant
from core.exports.csv_file import Value

Names = Mapping[str, str]
"""Of people and campaigns, by id."""
UNNAMED: Names = MappingProxyType({})


def row_of(variant: Variant, names: Names = UNNAMED) -> dict[str, Value]:
    """The values of all columns, in order."""
    return {name: read(variant, names) for name, read in COLUMNS.items()}


def _failed(variant: Variant) -> str:
    return "; ".join(f"{check.name}: {check.reason}" for check in variant.checks if not check.ok)


def _newest(variant: Variant) -> tuple[Rating, ...]:
    """Each person's newest rating."""
    return tuple({rating.profile_id: rating for rating in variant.ratings}.values())


def _mean_stars(variant: Variant) -> float | None:
    ratings = _newest(variant)
    return round(fmean(rating.stars for rating in ratings), 2) if ratings else None


def _reasons(variant: Variant) -> str:
    return "; ".join(dict.fromkeys(reason for rating in _newest(variant) for reason in rating.reasons))


def _comments(variant: Variant) -> str:
    return " / ".join(rating.comment for rating in _newest(variant) if rating.comment)


def _name(names: Names, identifier: str | None) -> str:
    return names.get(identifier, identifier) if identifier else ""


def _settings(variant: Variant) -> str:
    return json.dumps(asdict(variant.draft.provenance.settings), ensure_ascii=False)


COLUMNS: dict[str, Callable[[Variant, Names], Value]] = {
    "campaign": lambda variant, names: _name(names, variant.campaign_id),
    "persona": lambda variant, _: variant.brief.persona.name,
    "channel": lambda variant, _: variant.brief.channel,
    "rank": lambda variant, _: variant.draft.rank,
    "text": lambda variant, _: variant.text,
    "original_text": lambda variant, _: variant.draft.text if variant.edited_by else "",
    "edited_by": lambda variant, names: _name(names, variant.edited_by),
    "length": lambda variant, _: variant.length,
    "limit": lambda variant, _: variant.draft.limit,
    "passed": lambda variant, _: variant.passed,
    "failed_checks": lambda variant, _: _failed(variant),
    "stars": lambda variant, _: _mean_stars(variant),
    "raters": lambda variant, _: len(_newest(variant)),
    "reasons": lambda variant, _: _reasons(variant),
    "comments": lambda variant, _: _comments(variant),
    "decision": lambda variant, _: variant.decision.verdict.value if variant.decision else "",
    "decision_reason": lambda variant, _: variant.decision.reason if variant.decision else "",
    "decided_by": lambda variant, names: _name(names, variant.decision.profile_id) if variant.decision else "",
    "decided_by_id": lambda variant, _: variant.decision.profile_id if variant.decision else "",
    "pinned": lambda variant, _: variant.pinned,
    "brand": lambda variant, _: variant.brief.brand,
    "product": lambda variant, _: variant.brief.product,
    "offer": lambda variant, _: variant.brief.offer,
    "cta": lambda variant, _: variant.brief.cta,
    "link": lambda variant, _: variant.brief.link,
    "model": lambda variant, _: variant.draft.provenance.model,
    "revision": lambda variant, _: variant.draft.provenance.revision,
    "adapter": lambda variant, _: variant.draft.provenance.adapter,
    "seed": lambda variant, _: variant.draft.provenance.seed,
    "recipe": lambda variant, _: variant.recipe,
    "settings": lambda variant, _: _settings(variant),
    "versions": lambda variant, _: variant.draft.provenance.versions,
    "prompt": lambda variant, _: variant.draft.provenance.prompt,
    "campaign_id": lambda variant, _: variant.campaign_id,
    "run_id": lambda variant, _: variant.draft.run_id,
    "variant_id": lambda variant, _: variant.id,
    "created_at": lambda variant, _: variant.draft.created_at.isoformat(),
    "seconds": lambda variant, _: round(variant.draft.seconds, 3),
}
"""Every column of the review export and how it is read off a variant."""
