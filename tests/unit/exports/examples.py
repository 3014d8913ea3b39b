"""A variant with everything that people can say of one."""

from __future__ import annotations

from typing import Any

from core.domain import CheckResult, Decision, Variant, Verdict
from tests.support.building import NOON, a_brief, a_draft, a_profile, a_rating, a_run

ADA = a_profile(name="Ada")
BO = a_profile(name="Bo")


def a_variant(**fields: Any) -> Variant:
    draft = a_draft(a_run(), rank=1, text="+15% warmer mornings with Brightmug.")
    values: dict[str, Any] = {
        "draft": draft,
        "brief": a_brief(),
        "recipe": "Bold",
        "campaign_id": "c1",
        "persona_id": "p1",
        "text": draft.text,
        "length": draft.length,
        "passed": draft.passed,
        "checks": draft.checks,
        **fields,
    }
    return Variant(**values)


def a_discussed_variant() -> Variant:
    """Edited by Bo, rated 1 then 5 by Ada and 4 by Bo, approved by Ada, pinned."""
    variant = a_variant()
    ratings = (
        a_rating(variant.draft, ADA, stars=1, reasons=("flat",), comment="meh"),
        a_rating(variant.draft, BO, stars=4, reasons=("clear",), comment=""),
        a_rating(variant.draft, ADA, stars=5, reasons=("on voice", "clear"), comment="=now I like it"),
    )
    decision = Decision(
        id="d1",
        submit_key="k1",
        variant_id=variant.id,
        profile_id=ADA.id,
        verdict=Verdict.APPROVED,
        reason="fits",
        created_at=NOON,
    )
    return a_variant(
        draft=variant.draft,
        text="Warmer mornings, 15% off.",
        length=25,
        passed=False,
        checks=(
            CheckResult(name="fits", ok=True, reason="25 of 125"),
            CheckResult(name="brand", ok=False, reason="Brightmug is not named"),
        ),
        edited_by=BO.id,
        ratings=ratings,
        decision=decision,
        pinned=True,
    )
