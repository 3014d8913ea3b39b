"""The claims ledger of a text: each claim with the statement that supports it."""

from __future__ import annotations

from core.checks.claims.amounts import amount_claims
from core.checks.claims.claim import Claim
from core.checks.claims.dates import date_claims
from core.checks.claims.exceptions import exception_claims
from core.checks.claims.statements import background, statements
from core.checks.claims.wording import wording_claims
from core.checks.orders import without_orders
from core.domain import Brief


def ledger(text: str, brief: Brief) -> tuple[Claim, ...]:
    """Every claim of the text in reading order; where two overlap, the one without support or else the longer."""
    brief = without_orders(brief)
    stated, known = statements(brief), background(brief)
    found = [
        *amount_claims(text, stated, known),
        *date_claims(text, stated, known),
        *wording_claims(text, stated),
        *exception_claims(text, stated),
    ]
    found.sort(key=lambda claim: (not claim.problem, claim.start - claim.end))
    kept: list[Claim] = []
    for claim in found:
        if all(claim.end <= other.start or claim.start >= other.end for other in kept):
            kept.append(claim)
    return tuple(sorted(kept, key=lambda claim: claim.start))
