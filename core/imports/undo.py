"""Take an import out again: whatever of it nobody uses since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.domain import Campaign, ImportBatch, ImportKind, OwnText, Persona
from db.repositories.table import TableRepository
from db.unit_of_work import UnitOfWork

Repository = TableRepository[Persona] | TableRepository[Campaign] | TableRepository[OwnText]


@dataclass(frozen=True, slots=True)
class Undone:
    """How many were taken out, and how many are in use and stay."""

    taken_out: int
    kept: int


def take_out(work: UnitOfWork, batch: ImportBatch) -> Undone:
    """A persona that a campaign speaks to stays, a campaign that was written for too. Safe to do twice."""
    repository = repository_of(work, batch.kind)
    used = USED[batch.kind](work)
    repository.delete_all([identifier for identifier in batch.made if identifier not in used])
    kept = len(repository.there(batch.made))
    return Undone(taken_out=len(batch.made) - kept, kept=kept)


def repository_of(work: UnitOfWork, kind: ImportKind) -> Repository:
    """Where what such a file makes is stored."""
    if kind is ImportKind.PERSONAS:
        return work.personas
    return work.campaigns if kind is ImportKind.PRODUCTS else work.own_texts


def _used_personas(work: UnitOfWork) -> frozenset[str]:
    campaigns = (*work.campaigns.list(), *work.campaigns.list(archived=True))
    spoken_to = {persona for campaign in campaigns for persona in campaign.persona_ids}
    return work.runs.personas_written_for() | spoken_to | {ad.persona_id for ad in work.ads.list()}


def _used_campaigns(work: UnitOfWork) -> frozenset[str]:
    return frozenset(work.runs.campaign_ids()) | {ad.campaign_id for ad in work.ads.list()}


def _used_texts(work: UnitOfWork) -> frozenset[str]:  # noqa: ARG001 - a text is copied where it is used
    return frozenset()


USED: dict[ImportKind, Callable[[UnitOfWork], frozenset[str]]] = {
    ImportKind.PERSONAS: _used_personas,
    ImportKind.PRODUCTS: _used_campaigns,
    ImportKind.TEXTS: _used_texts,
}
