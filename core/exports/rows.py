"""One row a variant: the text, what people said of it, and where it came from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from statistics import fmean
from typing import Any

from core.domain import Rating, Variant


def row_of(variant: Variant, people: Mapping[str, str]) -> dict[str, Any]:
    """The row's columns in order. ``people`` are names by profile id."""
    brief, draft, decision = variant.brief, variant.draft, variant.decision
    return {
        "persona": brief.persona.name,
        "channel": brief.channel,
        "rank": draft.rank,
        "text": variant.text,
        "length": variant.length,
        "limit": draft.limit,
        "passed": variant.passed,
        "failed_checks": "; ".join(f"{check.name}: {check.reason}" for check in variant.checks if not check.ok),
        "brand": brief.brand,
        "product": brief.product,
        "offer": brief.offer,
        "cta": brief.cta,
        "link": brief.link,
        "pinned": variant.pinned,
        **_rated(variant.ratings),
        "decision": decision.verdict.value if decision else "",
        "decision_reason": decision.reason if decision else "",
        "decided_by": people.get(decision.profile_id, decision.profile_id) if decision else "",
        "edited_by": people.get(variant.edited_by, variant.edited_by) if variant.edited_by else "",
        "original_text": draft.text if variant.edited_by else "",
        "campaign_id": variant.campaign_id or "",
        "run_id": draft.run_id,
        "variant_id": draft.id,
        "recipe": variant.recipe,
        **_provenance(variant),
        "score": round(draft.score, 4),
        "seconds": round(draft.seconds, 3),
        "created_at": draft.created_at.isoformat(),
    }


def _rated(ratings: tuple[Rating, ...]) -> dict[str, Any]:
    """Each person's newest rating counts."""
    newest = {rating.profile_id: rating for rating in ratings}.values()
    return {
        "stars": round(fmean(rating.stars for rating in newest), 2) if newest else None,
        "raters": len(newest),
        "reasons": "; ".join(dict.fromkeys(reason for rating in newest for reason in rating.reasons)),
        "comments": " / ".join(rating.comment for rating in newest if rating.comment),
    }


def _provenance(variant: Variant) -> dict[str, Any]:
    values = asdict(variant.draft.provenance)
    return {**values, "settings": json.dumps(values["settings"], ensure_ascii=False)}
