"""Ads put together from variants."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AdSlot:
    """One place of an ad, ``place`` from 0 within its channel: a variant, or words that somebody typed.

    ``pin`` is the position that the platform must show it in, from 1. What is ``kept`` is not chosen anew.
    """

    channel: str
    place: int
    variant_id: str | None = None
    text: str = ""
    pin: int | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ad:
    """Texts of several channels that go out together, put together for one campaign and persona.

    ``kind`` is one of ``core.ads.kinds``; ``run_ids`` are the runs that wrote for it, the newest last, and of
    so many as ``settled`` says the best are in its places. ``left_out`` are variants that people took out of it. The
    same ``seed`` writes the same ad.
    """

    id: str
    campaign_id: str
    persona_id: str
    kind: str
    model: str
    seed: int = 0
    slots: tuple[AdSlot, ...] = ()
    run_ids: tuple[str, ...] = ()
    settled: int = 0
    left_out: tuple[str, ...] = ()
    profile_id: str | None = None
