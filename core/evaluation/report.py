"""What an evaluation says: one row for each channel and one for all, as JSON and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from core.channels.catalogue import Catalogue
from core.domain import Brief, Draft
from core.evaluation.evaluate import Written
from core.evaluation.measures import Share, distinct_2, self_similarity
from core.judge import SENSE

ALL = "all"


@dataclass(frozen=True, slots=True)
class Row:
    """``first`` counts the first draws that keep every rule, ``first_clear`` those of which the judge of sense has no
    doubt either. ``variants`` is the mean number shown for a brief; variety is of the best variant of each brief, so
    that it compares with one house example of each: ``house_…`` are the same measures of those, None where there are
    none."""

    channel: str
    briefs: int
    first: Share
    first_clear: Share
    shown: Share
    variants: float
    seconds_each: float
    distinct_2: float
    self_similarity: float
    within: float
    house_distinct_2: float | None
    house_self_similarity: float | None
    failures: tuple[tuple[str, int], ...]


def rows_of(
    written: Sequence[Written], channels: Catalogue, house: Mapping[Brief, str] | None = None
) -> tuple[Row, ...]:
    """A row a channel, in the catalogue's order, and the row of all. ``house`` are texts that people wrote."""
    by_channel = {channel.id: [one for one in written if one.brief.channel == channel.id] for channel in channels.all()}
    rows = [_row(channel, own, house or {}) for channel, own in by_channel.items() if own]
    return (*rows, _row(ALL, written, house or {}))


def _row(channel: str, written: Sequence[Written], house: Mapping[Brief, str]) -> Row:
    first = [draft for one in written for draft in one.first]
    shown = [draft for one in written for draft in one.shown]
    usable = sum(draft.passed for draft in shown)
    best = [one.shown[0].text for one in written if one.shown]
    by_hand = [house[one.brief] for one in written if one.shown and one.brief in house]
    return Row(
        channel=channel,
        briefs=len(written),
        first=Share(sum(_keeps_rules(draft) for draft in first), len(first)),
        first_clear=Share(sum(draft.passed for draft in first), len(first)),
        shown=Share(usable, len(shown)),
        variants=len(shown) / len(written),
        seconds_each=sum(one.seconds for one in written) / max(1, usable),
        distinct_2=distinct_2(best),
        self_similarity=self_similarity(best),
        within=fmean([self_similarity([draft.text for draft in one.shown]) for one in written]),
        house_distinct_2=distinct_2(by_hand) if by_hand else None,
        house_self_similarity=self_similarity(by_hand) if by_hand else None,
        failures=tuple(Counter(_fault(draft) for draft in first if not draft.passed).most_common()),
    )


def _keeps_rules(draft: Draft) -> bool:
    return all(check.ok for check in draft.checks if check.name != SENSE)


def _fault(draft: Draft) -> str:
    """The first check that a draft failed."""
    return next(check.name for check in draft.checks if not check.ok)


def as_json(rows: Sequence[Row], about: Mapping[str, Any]) -> dict[str, Any]:
    return {**about, "rows": [_json(row) for row in rows]}


def _json(row: Row) -> dict[str, Any]:
    return {
        "channel": row.channel,
        "briefs": row.briefs,
        "first_usable": row.first.value,
        "first_usable_95": row.first.interval,
        "first_clear": row.first_clear.value,
        "first_clear_95": row.first_clear.interval,
        "first_drafts": row.first.total,
        "shown_usable": row.shown.value,
        "shown_usable_95": row.shown.interval,
        "shown": row.shown.total,
        "variants_a_brief": row.variants,
        "seconds_a_usable_variant": row.seconds_each,
        "distinct_2": row.distinct_2,
        "self_similarity": row.self_similarity,
        "self_similarity_within_a_brief": row.within,
        "house_distinct_2": row.house_distinct_2,
        "house_self_similarity": row.house_self_similarity,
        "failing_checks": dict(row.failures),
    }


def _beside(own: float, house: float | None) -> str:
    """The measure, and that of the house examples."""
    return f"{own:.2f}" if house is None else f"{own:.2f} (house {house:.2f})"


def as_table(rows: Sequence[Row], n: int) -> str:
    """Markdown."""
    lines = [
        f"| channel | briefs | first draws usable | of clear sense too | shown usable | shown of {n} | s a variant "
        "| distinct-2 | alike | alike within a brief | first draws fail by |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        faults = ", ".join(f"{name} {count}" for name, count in row.failures[:4])
        lines.append(
            f"| {row.channel} | {row.briefs} | {row.first} | {row.first_clear} | {row.shown} | {row.variants:.1f} "
            f"| {row.seconds_each:.1f} | {_beside(row.distinct_2, row.house_distinct_2)} "
            f"| {_beside(row.self_similarity, row.house_self_similarity)} | {row.within:.2f} "
            f"| {faults} |"
        )
    return "\n".join(lines) + "\n"
