"""Why a text of an ad is to be written again."""

from __future__ import annotations

from core.domain import Variant, Verdict

BAD_STARS = 2


def fault(variant: Variant) -> str:
    """In words: people said so, or it passes no more; empty where it is good."""
    if variant.replaced:
        return "it was written again"
    if variant.decision is not None and variant.decision.verdict is Verdict.REJECTED:
        return f"rejected: {variant.decision.reason}"
    stars = list({rating.profile_id: rating.stars for rating in variant.ratings}.values())
    if stars and sum(stars) / len(stars) <= BAD_STARS:
        return f"rated {sum(stars) / len(stars):.1f} of 5 by {len(stars)}"
    return next((check.reason for check in variant.checks if not check.ok), "")
