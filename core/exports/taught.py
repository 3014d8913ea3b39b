"""What people said of each wording of a variant: a rating is of the text that stood there when it was given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from core.domain import Comparison, Edit, Rating, Variant, Verdict


@dataclass(frozen=True, slots=True)
class Taught:
    """A variant with its edits, oldest first, and by text the newest rating of each person."""

    variant: Variant
    edits: Sequence[Edit]
    ratings: Mapping[str, Sequence[Rating]]

    @property
    def verdict(self) -> Verdict | None:
        return self.variant.decision.verdict if self.variant.decision else None

    def text_at(self, moment: datetime) -> str:
        """What the variant said at that time."""
        return next((one.text for one in reversed(self.edits) if one.created_at <= moment), self.variant.draft.text)

    def stars(self, text: str) -> float | None:
        """The mean, 1 to 5."""
        ratings = self.ratings.get(text)
        return fmean(rating.stars for rating in ratings) if ratings else None

    def raters(self, text: str) -> list[str]:
        return [rating.profile_id for rating in self.ratings.get(text, ())]


@dataclass(frozen=True, slots=True)
class Wording:
    """One text of one variant."""

    taught: Taught
    text: str

    @property
    def id(self) -> str:
        return self.taught.variant.id

    @property
    def stars(self) -> float | None:
        return self.taught.stars(self.text)


@dataclass(frozen=True, slots=True)
class Preferred:
    """The better of two wordings, and the ids of those who said so."""

    better: Wording
    worse: Wording
    people: Sequence[str]


def put_together(variants: Iterable[Variant], edits: Iterable[Edit]) -> dict[str, Taught]:
    """By variant id, in order; ``edits`` are oldest first."""
    edited: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        edited[edit.variant_id].append(edit)
    return {variant.id: _taught(variant, edited[variant.id]) for variant in variants}


def _taught(variant: Variant, edits: Sequence[Edit]) -> Taught:
    bare = Taught(variant, edits, {})
    newest = {(bare.text_at(rating.created_at), rating.profile_id): rating for rating in variant.ratings}
    ratings: dict[str, list[Rating]] = defaultdict(list)
    for (text, _), rating in newest.items():
        ratings[text].append(rating)
    return Taught(variant, edits, ratings)


def compared(taught: Mapping[str, Taught], comparisons: Iterable[Comparison]) -> list[Preferred]:
    """Once a pair: each person's newest word counts, most of them win, and a draw says nothing.

    Comparisons with a variant that is not there are left out.
    """
    newest: dict[frozenset[str], dict[str, Comparison]] = defaultdict(dict)
    for one in comparisons:
        if one.better_id in taught and one.worse_id in taught:
            newest[frozenset((one.better_id, one.worse_id))][one.profile_id] = one
    found = []
    for words in newest.values():
        winners = _most(tuple(words.values()))
        if winners:
            last = winners[-1]
            better, worse = taught[last.better_id], taught[last.worse_id]
            found.append(
                Preferred(
                    better=Wording(better, better.text_at(last.created_at)),
                    worse=Wording(worse, worse.text_at(last.created_at)),
                    people=[one.profile_id for one in winners],
                )
            )
    return found


def _most(words: Sequence[Comparison]) -> Sequence[Comparison]:
    """Those of the larger side, oldest first; none of a draw."""
    side = [one for one in words if one.better_id == words[0].better_id]
    other = [one for one in words if one.better_id != words[0].better_id]
    if len(side) == len(other):
        return []
    winners = side if len(side) > len(other) else other
    return sorted(winners, key=lambda one: one.created_at)
