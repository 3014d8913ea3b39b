from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from huggingface_hub import constants

from core.settings import PREFIX, Settings

REVISION = "607a30d783dfa663caf39e06633721c8d4cfcd7e"

Build = Callable[[Path], Path]


@pytest.fixture(autouse=True)
def hub_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty Hub cache, and no settings but a test's own."""
    for name in Settings.model_fields:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    cache = tmp_path / "hub"
    cache.mkdir()
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(cache))
    return cache


@pytest.fixture
def downloaded(hub_cache: Path) -> Callable[[str, Build], Path]:
    """Puts a model where a download would have put it."""

    def put(model_id: str, build: Build) -> Path:
        folder = hub_cache / f"models--{model_id.replace('/', '--')}"
        (folder / "refs").mkdir(parents=True)
        (folder / "refs" / "main").write_text(REVISION, encoding="utf-8")
        snapshot = folder / "snapshots" / REVISION
        snapshot.mkdir(parents=True)
        return build(snapshot)

    return put
