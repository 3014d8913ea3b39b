"""Variants: shown drafts put together with what people said of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import fmean
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Select, select

from core.domain import Brief, Decision, Draft, Edit, Rating, Recipe, Variant, VariantFilter
from core.errors import NotFound
from db.repositories.pins import Pins
from db.repositories.reading import Row, fetch
from db.repositories.rows import from_values
from db.repositories.sayings import Sayings
from db.tables import decisions, drafts, edits, ratings, run_cells, runs

UNDECIDED = "undecided"


class _AboutVariant(Protocol):
    @property
    def variant_id(self) -> str: ...


S = TypeVar("S", bound=_AboutVariant)


class Variants:
    """Reads only: variants are written as drafts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, variant_id: str) -> Variant:
        """Raises NotFound."""
        found = self.list(VariantFilter(variant_ids=(variant_id,), with_replaced=True))
        if not found:
            raise NotFound("variant", variant_id)
        return found[0]

    def list(self, wanted: VariantFilter) -> tuple[Variant, ...]:
        """Newest run first, then by cell and rank."""
        rows = fetch(self._connection, _query(wanted))
        replaced = self._replaced()
        if not wanted.with_replaced:
            rows = [row for row in rows if row["id"] not in replaced]
        variants = self._put_together(rows, replaced)
        return tuple(variant for variant in variants if _is_wanted(variant, wanted))[: wanted.limit]

    def _put_together(self, rows: Sequence[Row], replaced: frozenset[str]) -> Sequence[Variant]:
        ids = [row["id"] for row in rows]
        rated = _by_variant(Sayings(self._connection, ratings, Rating).list(ids))
        edited = _by_variant(Sayings(self._connection, edits, Edit).list(ids))
        decided = _by_variant(Sayings(self._connection, decisions, Decision).list(ids))
        pinned = Pins(self._connection).list()
        return [
            _variant(
                row,
                ratings=tuple(rated[row["id"]]),
                edit=edited[row["id"]][-1] if edited[row["id"]] else None,
                decision=decided[row["id"]][-1] if decided[row["id"]] else None,
                pinned=row["id"] in pinned,
                replaced=row["id"] in replaced,
            )
            for row in rows
        ]

    def _replaced(self) -> frozenset[str]:
        query = select(drafts.c.replaces).where(drafts.c.replaces.is_not(None), drafts.c.rank.is_not(None))
        return frozenset(self._connection.execute(query).scalars())


def _query(wanted: VariantFilter) -> Select[Any]:
    own_cell = (run_cells.c.run_id == drafts.c.run_id) & (run_cells.c.index == drafts.c.cell)
    query = (
        select(drafts, run_cells.c.brief, run_cells.c.recipe, run_cells.c.persona_id, runs.c.campaign_id)
        .join(run_cells, own_cell)
        .join(runs, runs.c.id == drafts.c.run_id)
        .where(drafts.c.rank.is_not(None))
        .order_by(runs.c.created_at.desc(), drafts.c.run_id, drafts.c.cell, drafts.c.rank, drafts.c.number)
    )
    if wanted.run_id is not None:
        query = query.where(drafts.c.run_id == wanted.run_id)
    for column, values in (
        (drafts.c.id, wanted.variant_ids),
        (runs.c.campaign_id, wanted.campaign_ids),
        (run_cells.c.persona_id, wanted.persona_ids),
        (run_cells.c.channel, wanted.channels),
    ):
        if values:
            query = query.where(column.in_(values))
    return query


def _variant(
    row: Row,
    *,
    ratings: tuple[Rating, ...],
    edit: Edit | None,
    decision: Decision | None,
    pinned: bool,
    replaced: bool,
) -> Variant:
    draft = from_values(Draft, row)
    current = edit or draft
    return Variant(
        draft=draft,
        brief=from_values(Brief, row["brief"]),
        recipe=from_values(Recipe, row["recipe"]).name,
        campaign_id=row["campaign_id"],
        persona_id=row["persona_id"],
        text=current.text,
        length=current.length,
        passed=current.passed,
        checks=current.checks,
        pinned=pinned,
        edited_by=edit.profile_id if edit else None,
        ratings=ratings,
        decision=decision,
        replaced=replaced,
    )


def _by_variant(sayings: Iterable[S]) -> dict[str, list[S]]:
    grouped: dict[str, list[S]] = defaultdict(list)
    for saying in sayings:
        grouped[saying.variant_id].append(saying)
    return grouped


def _is_wanted(variant: Variant, wanted: VariantFilter) -> bool:
    verdict = variant.decision.verdict.value if variant.decision else UNDECIDED
    if wanted.verdicts and verdict not in wanted.verdicts:
        return False
    if wanted.pinned_only and not variant.pinned:
        return False
    return wanted.min_stars is None or (_mean_stars(variant) or 0) >= wanted.min_stars


def _mean_stars(variant: Variant) -> float | None:
    newest = {rating.profile_id: rating.stars for rating in variant.ratings}
    return fmean(newest.values()) if newest else None
