"""Small, complete things to test with; every argument replaces a field."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from core.domain import (
    Brand,
    Brief,
    BriefPersona,
    Campaign,
    Cell,
    CheckResult,
    Draft,
    Persona,
    Profile,
    Provenance,
    Rating,
    Recipe,
    Run,
    RunStatus,
)
from core.sampling import SamplingSettings
from db.database import Database

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def new_id() -> str:
    return uuid.uuid4().hex


def a_brief(**fields: Any) -> Brief:
    values: dict[str, Any] = {
        "brand": "Brightmug",
        "product": "a self-heating coffee mug",
        "persona": BriefPersona(name="The teacher", description="40, teaches all morning, her coffee always goes cold"),
        "channel": "meta_primary",
        "facts": ("keeps drinks at 60 C", "charges overnight"),
        "offer": "15% off this week",
        "cta": "Warm yours up",
        "banned": ("gadget",),
        "tone": "warm",
    }
    return Brief(**{**values, **fields})


def a_recipe(**fields: Any) -> Recipe:
    return Recipe(**{"id": "balanced", "name": "Balanced", "settings": SamplingSettings(), **fields})


def a_cell(**fields: Any) -> Cell:
    return Cell(**{"index": 0, "brief": a_brief(), "recipe": a_recipe(), **fields})


def a_run(**fields: Any) -> Run:
    values: dict[str, Any] = {
        "id": new_id(),
        "status": RunStatus.DONE,
        "model": "scripted",
        "n": 2,
        "seed": 7,
        "cells": (a_cell(),),
        "campaign_id": None,
        "profile_id": None,
        "created_at": NOON,
    }
    return Run(**{**values, **fields})


def a_draft(run: Run, number: int = 0, **fields: Any) -> Draft:
    values: dict[str, Any] = {
        "id": new_id(),
        "run_id": run.id,
        "cell": 0,
        "number": number,
        "text": f"Brightmug keeps drinks at 60 C, mug number {number}.",
        "length": 47,
        "limit": 125,
        "passed": True,
        "checks": (CheckResult(name="fits", ok=True, reason="47 of 125"),),
        "score": 0.5,
        "rank": None,
        "tokens": 12,
        "seconds": 0.25,
        "provenance": Provenance(
            model="scripted",
            revision="1",
            adapter="",
            prompt="Copy:",
            seed=7,
            settings=SamplingSettings(),
            versions="1",
        ),
        "created_at": NOON,
    }
    return Draft(**{**values, **fields})


def a_rating(draft: Draft, profile: Profile, **fields: Any) -> Rating:
    values: dict[str, Any] = {
        "id": new_id(),
        "submit_key": new_id(),
        "variant_id": draft.id,
        "profile_id": profile.id,
        "stars": 4,
        "reasons": ("clear",),
        "comment": "",
        "position": 1,
        "seconds": 2.5,
        "created_at": NOON,
    }
    return Rating(**{**values, **fields})


def a_profile(**fields: Any) -> Profile:
    return Profile(**{"id": new_id(), "name": "Ada", **fields})


def a_brand(**fields: Any) -> Brand:
    return Brand(**{"id": new_id(), "name": "Brightmug", "voice": "warm", "facts": ("made of clay",), **fields})


def a_persona(**fields: Any) -> Persona:
    return Persona(**{"id": new_id(), "name": "The teacher", "description": "40, teaches all morning", **fields})


def a_campaign(brand: Brand, **fields: Any) -> Campaign:
    values: dict[str, Any] = {"id": new_id(), "brand_id": brand.id, "name": "Spring", "product": "a coffee mug"}
    return Campaign(**{**values, **fields})


def stored_variants(database: Database, count: int = 1) -> tuple[Profile, Run, tuple[Draft, ...]]:
    """A profile and a finished run with ``count`` variants, all stored."""
    profile, run = a_profile(), a_run()
    drafts = tuple(a_draft(run, number, rank=number + 1) for number in range(count))
    with database.work() as work:
        work.profiles.add(profile)
        work.runs.add(run)
        work.drafts.add_all(drafts)
        work.commit()
    return profile, run, drafts
