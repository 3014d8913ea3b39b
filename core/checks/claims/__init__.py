"""Claims: every number, price, date, superlative, promise and urgency rests on something the brief states."""

from core.checks.claims.check import claims
from core.checks.claims.claim import Claim, Kind
from core.checks.claims.ledger import ledger

__all__ = ["Claim", "Kind", "claims", "ledger"]
