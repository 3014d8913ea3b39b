"""Review: what awaits a decision, and deciding. A change of mind is a new decision."""

from __future__ import annotations

from datetime import UTC, datetime

from core.domain import Decision, Variant, VariantFilter, Verdict
from core.errors import InvalidInput
from core.library.shelf import new_id
from core.text_input import clean, clean_key
from db.database import Database


class ReviewService:
    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(self, campaign_id: str | None = None) -> tuple[Variant, ...]:
        """Variants without a decision, newest run first."""
        return self._variants(campaign_id, ("undecided",))

    def decided(self, campaign_id: str | None = None) -> tuple[Variant, ...]:
        """Variants with a decision, newest run first."""
        return self._variants(campaign_id, tuple(verdict.value for verdict in Verdict))

    def decide(
        self, *, submit_key: str, variant_id: str, profile_id: str, verdict: Verdict, reason: str = ""
    ) -> Decision:
        """Store a decision; a rejection says why. Raises InvalidInput, StorageError."""
        reason = clean("reason", reason, longest=1_000)
        if verdict is Verdict.REJECTED and not reason:
            raise InvalidInput(
                "reason", "A rejection needs a reason.", "Say in a word what is wrong: it teaches the model."
            )
        decision = Decision(
            id=new_id(),
            submit_key=clean_key(submit_key),
            variant_id=variant_id,
            profile_id=profile_id,
            verdict=verdict,
            reason=reason,
            created_at=datetime.now(UTC),
        )
        with self._database.work() as work:
            stored = work.decisions.add(decision)
            work.commit()
        return stored

    def _variants(self, campaign_id: str | None, verdicts: tuple[str, ...]) -> tuple[Variant, ...]:
        campaigns = (campaign_id,) if campaign_id else ()
        with self._database.read() as work:
            return work.variants.list(VariantFilter(campaign_ids=campaigns, verdicts=verdicts))
