"""Ratings, edits, comparisons and pins. What is said is added, never changed; a correction is a new row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from core.channels.catalogue import Catalogue
from core.checks import run_checks
from core.domain import Comparison, Edit, Rating, VariantFilter
from core.errors import InvalidInput
from core.library.shelf import new_id
from core.placeholders import filled
from core.ratings.preferences import Preference, preferences
from core.text_input import clean, clean_key
from db.database import Database

REASONS = (
    "on voice",
    "persuasive",
    "surprising",
    "clear",
    "flat",
    "off voice",
    "confusing",
    "wrong fact",
    "too long",
)
LONGEST_EDIT = 5_000


class RatingService:
    """Each submit carries a key: sent twice, it is stored once."""

    def __init__(self, database: Database, channels: Catalogue) -> None:
        self._database = database
        self._channels = channels

    def rate(
        self,
        *,
        submit_key: str,
        variant_id: str,
        profile_id: str,
        stars: int,
        reasons: Iterable[str] = (),
        comment: str = "",
        position: int,
        seconds: float,
    ) -> Rating:
        """Store one rating; returns the row that stands for the key.

        ``position`` is the place on the screen from 1, ``seconds`` the time taken. Raises InvalidInput, StorageError.
        """
        if not 1 <= stars <= 5:
            raise InvalidInput("stars", f"{stars} stars cannot be given.", "Give 1 to 5.")
        if position < 1:
            raise InvalidInput("position", f"There is no place {position} on the screen.", "Count places from 1.")
        reasons = tuple(dict.fromkeys(reasons))
        unknown = [reason for reason in reasons if reason not in REASONS]
        if unknown:
            raise InvalidInput("reasons", f"“{unknown[0]}” is not a reason we know.", f"Known: {', '.join(REASONS)}.")
        rating = Rating(
            id=new_id(),
            submit_key=clean_key(submit_key),
            variant_id=variant_id,
            profile_id=profile_id,
            stars=stars,
            reasons=reasons,
            comment=clean("comment", comment, longest=2_000),
            position=position,
            seconds=max(0.0, seconds),
            created_at=datetime.now(UTC),
        )
        with self._database.work() as work:
            stored = work.ratings.add(rating)
            work.commit()
        return stored

    def edit(self, *, submit_key: str, variant_id: str, profile_id: str, text: str) -> Edit:
        """Store a rewrite with its checks; failed checks do not stop a person. Raises InvalidInput, NotFound."""
        text = clean("text", text, longest=LONGEST_EDIT, required=True)
        with self._database.read() as work:
            brief = work.variants.get(variant_id).brief
        channel = self._channels.get(brief.channel)
        checks = run_checks(text, brief, channel)
        edit = Edit(
            id=new_id(),
            submit_key=clean_key(submit_key),
            variant_id=variant_id,
            profile_id=profile_id,
            text=text,
            length=channel.length(filled(text, brief.placeholders)),
            passed=all(check.ok for check in checks),
            checks=checks,
            created_at=datetime.now(UTC),
        )
        with self._database.work() as work:
            stored = work.edits.add(edit)
            work.commit()
        return stored

    def compare(self, *, submit_key: str, better_id: str, worse_id: str, profile_id: str) -> Comparison:
        """Store that one variant is better than another. Raises InvalidInput, StorageError."""
        if better_id == worse_id:
            raise InvalidInput("better_id", "A text cannot be better than itself.", "Choose two different ones.")
        comparison = Comparison(
            id=new_id(),
            submit_key=clean_key(submit_key),
            better_id=better_id,
            worse_id=worse_id,
            profile_id=profile_id,
            created_at=datetime.now(UTC),
        )
        with self._database.work() as work:
            stored = work.comparisons.add(comparison)
            work.commit()
        return stored

    def preferences(self, run_id: str) -> tuple[Preference, ...]:
        """Whose texts were preferred in a run that two models wrote; empty for one model. Raises NotFound."""
        with self._database.read() as work:
            run = work.runs.get(run_id)
            variants = work.variants.list(VariantFilter(run_id=run_id, with_replaced=True))
            comparisons = work.comparisons.list([variant.id for variant in variants])
        writers = {variant.id: run.writer(run.cells[variant.draft.cell]) for variant in variants}
        return preferences(comparisons, writers) if len(run.writers) > 1 else ()

    def pin(self, variant_id: str, pinned: bool) -> None:
        """Keep a variant in view, or let it go again."""
        with self._database.work() as work:
            work.pins.set(variant_id, pinned)
            work.commit()
