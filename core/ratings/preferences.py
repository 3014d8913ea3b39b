"""Whose texts people preferred, where two models wrote for the same brief."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.domain import Comparison
from core.evaluation.measures import Share


@dataclass(frozen=True, slots=True)
class Preference:
    """How often a model's text was preferred, of the pairs of both models that people chose from."""

    model: str
    share: Share


def preferences(comparisons: Iterable[Comparison], writers: Mapping[str, str]) -> tuple[Preference, ...]:
    """``comparisons`` oldest first; ``writers`` are models by variant id. Each person's newest word on a pair counts;
    pairs of one model's own texts say nothing here. The most preferred first."""
    newest = {
        (one.profile_id, *sorted((one.better_id, one.worse_id))): one
        for one in comparisons
        if one.better_id in writers and one.worse_id in writers and writers[one.better_id] != writers[one.worse_id]
    }
    won = [writers[one.better_id] for one in newest.values()]
    models = dict.fromkeys(writers.values())
    found = [Preference(model, Share(won.count(model), len(won))) for model in models]
    return tuple(sorted(found, key=lambda one: -one.share.count))
