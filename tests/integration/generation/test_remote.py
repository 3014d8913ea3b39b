"""A run's cells written by a server: the same prompts, checks and ranking as for a local model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.channels.catalogue import load_catalogue
from core.domain import Capabilities, Connection
from core.engines.openai import OpenAIEngine
from core.generation.at_once import write_at_once
from tests.support.building import a_brief, a_cell
from tests.support.scripted_server import Exchange, ScriptedServer, says
from tests.support.writing_server import writes as from_a_brief

CHANNELS = load_catalogue()


def writes(exchange: Exchange) -> None:
    """What a good writer would say, now and then with an invention; the second sentence where the first stands."""
    says("Save 90% today.")(exchange) if exchange.body["seed"] % 4 == 0 else from_a_brief(exchange)


@pytest.fixture
def engine() -> Iterator[OpenAIEngine]:
    server = ScriptedServer(writes)
    able = Capabilities(seeds=True, usage=True)
    connection = Connection(id="1", name="box", address=server.address, seconds=10, capabilities=able)
    engine = OpenAIEngine(connection, "", "writer")
    yield engine
    engine.close()
    server.close()


@pytest.mark.parametrize("channel", ["push", "meta_primary"])
def test_variants_of_a_server_pass_the_checks_and_are_ranked(engine: OpenAIEngine, channel: str) -> None:
    (drafts,) = write_at_once(engine, CHANNELS, [a_cell(brief=a_brief(channel=channel))], n=2, seed=3)
    shown = [draft for draft in drafts if draft.rank]
    assert sorted(draft.rank or 0 for draft in shown) == [1, 2]
    assert all(draft.passed and "90%" not in draft.text for draft in shown)
    assert {draft.provenance.model for draft in drafts} == {"box/writer"}
