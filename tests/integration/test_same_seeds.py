"""The same seeds write the same texts with the real weights, however large the batch is that they are drawn in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from core.channels.catalogue import load_catalogue
from core.engines.base import Engine, PromptStyle
from core.models.known import STARTER
from core.models.shelf import ModelShelf
from core.prompts import build
from core.sampling import PRESETS
from core.settings import Settings
from tests.support.building import a_brief
from tests.support.bundled import give_models

pytestmark = pytest.mark.real_model

CHANNEL = load_catalogue().get("google_headline")
PROMPT = build(a_brief(channel=CHANNEL.id), CHANNEL, PromptStyle.HOUSE)
APART = replace(PRESETS["Balanced"], variety=0.0)
"""With variety a text depends on those before it in its set, as it should."""
SEEDS = list(range(100))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    shelf = ModelShelf(Settings(var_dir=give_models(tmp_path_factory.mktemp("seeds") / "var"), hub_offline=True))
    yield shelf.get(STARTER)
    shelf.close()


def drawn(engine: Engine, seeds: list[int], size: int) -> list[str]:
    texts: list[str] = []
    for first in range(0, len(seeds), size):
        batch = seeds[first : first + size]
        texts += [draft.text for draft in engine.draft(PROMPT, APART, batch, max_tokens=CHANNEL.tokens)]
    return texts


@pytest.fixture(scope="module")
def texts(engine: Engine) -> list[str]:
    found = drawn(engine, SEEDS, 24)
    assert len(set(found)) > 30  # or it would be no wonder that they are alike
    return found


def test_a_hundred_texts_come_out_the_same_again(engine: Engine, texts: list[str]) -> None:
    assert drawn(engine, SEEDS, 24) == texts


def test_a_hundred_texts_come_out_the_same_in_smaller_batches_and_in_another_order(
    engine: Engine, texts: list[str]
) -> None:
    assert drawn(engine, SEEDS[::-1], 8)[::-1] == texts


def test_a_text_comes_out_the_same_alone(engine: Engine, texts: list[str]) -> None:
    assert drawn(engine, SEEDS[:12], 1) == texts[:12]


def test_a_wave_with_variety_comes_out_the_same_again(engine: Engine) -> None:
    waves = [
        [draft.text for draft in engine.draft(PROMPT, PRESETS["Balanced"], SEEDS[:24], max_tokens=CHANNEL.tokens)]
        for _ in range(2)
    ]
    assert waves[0] == waves[1]
