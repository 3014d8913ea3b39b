from __future__ import annotations

from dataclasses import replace

import pytest

from core.channels.catalogue import load_catalogue
from core.engines.scripted import ScriptedEngine
from core.errors import InvalidInput
from core.generation.at_once import write_at_once
from core.generation.plan import cells_of
from core.spending.estimate import estimate, tokens_of
from core.spending.prices import PriceTable
from tests.support.building import a_brief
from tests.support.scripts import a_request, bad, fine, mixed

CHANNELS = load_catalogue()


@pytest.mark.parametrize("script", [fine, mixed, bad])
def test_what_a_run_writes_lies_between_the_least_and_the_most(script) -> None:  # type: ignore[no-untyped-def]
    request = replace(a_request(n=2), model="openai/gpt-4o")
    found = estimate(request, CHANNELS, PriceTable())
    (drafts,) = write_at_once(ScriptedEngine("scripted", script), CHANNELS, cells_of(request), n=2, seed=3)
    written = sum(tokens_of(draft.text) for draft in drafts)
    assert written <= found.most.completion_tokens
    if script is fine:
        assert found.least.completion_tokens <= 2 * written
    assert 0 < found.least.prompt_tokens < found.most.prompt_tokens
    assert found.least.cost is not None
    assert found.most.cost is not None
    assert 0 < found.least.cost < found.most.cost


def test_more_sets_and_more_variants_cost_more() -> None:
    one = replace(a_request(n=2), model="openai/gpt-4o")
    two = replace(one, briefs=(a_brief(), a_brief(channel="google_headline")))
    assert estimate(two, CHANNELS, PriceTable()).least.prompt_tokens > (
        estimate(one, CHANNELS, PriceTable()).least.prompt_tokens
    )
    assert estimate(replace(one, n=8), CHANNELS, PriceTable()).most.completion_tokens > (
        estimate(one, CHANNELS, PriceTable()).most.completion_tokens
    )


def test_long_texts_read_their_prompt_for_every_sentence() -> None:
    long = next(channel for channel in CHANNELS.drafted() if channel.lines == "many")
    request = replace(a_request(n=1), model="openai/gpt-4o", briefs=(a_brief(channel=long.id),))
    found = estimate(request, CHANNELS, PriceTable())
    assert found.most.prompt_tokens > 20 * found.least.prompt_tokens


def test_without_a_price_the_cost_is_not_known_and_the_tokens_are() -> None:
    found = estimate(replace(a_request(), model="box/llama"), CHANNELS, PriceTable())
    assert found.most.cost is None
    assert found.least.cost is None
    assert found.most.completion_tokens > 0


def test_a_request_that_cannot_be_run_is_refused() -> None:
    with pytest.raises(InvalidInput):
        estimate(replace(a_request(), briefs=(), model="box/llama"), CHANNELS, PriceTable())
