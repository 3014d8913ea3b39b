"""A real server of the protocol, ``transformers serve``, continues a text exactly as the local engine does."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from core.domain import Connection
from core.engines.base import DraftText, Ended, Engine, Prompt, PromptStyle
from core.engines.openai import OpenAIEngine
from core.engines.openai.capabilities import found_out
from core.models.loading import load
from core.sampling import SamplingSettings
from tests.support import tiny_models
from tests.support.served import served

GREEDY = SamplingSettings(top_k=1, repetition_penalty=1.0)
BEGINNINGS = ("Warm yours up", "The mug keeps drinks", "A quiet kettle,", "A", "charges overnight.\nA quiet")
STEPS, TOKENS = 80, 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny GPT-2 that knows two lines by heart, so that what it writes can be told from noise."""
    folder = tiny_models.gpt2(tmp_path_factory.mktemp("served"))
    model: Any = AutoModelForCausalLM.from_pretrained(folder)
    tokenizer: Any = AutoTokenizer.from_pretrained(folder)
    ids = torch.tensor([tokenizer.encode(tiny_models.WORDS)])
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    for _ in range(STEPS):
        model(ids, labels=ids).loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    model.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def local(folder: Path) -> Iterator[Engine]:
    engine = load(str(folder), var_dir=folder, offline=True, threads=1, tell=lambda _: None, engine="transformers")
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def connection(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A tested connection to the server."""
    with served(folder, tmp_path_factory.mktemp("log") / "serve.txt") as address:
        untested = Connection(id="1", name="served", address=address, models=(str(folder),), seconds=60)
        able = found_out(untested, "")
        assert able.completions
        assert not able.chat
        yield replace(untested, capabilities=able)


def greedily(engine: Engine, *, stop: tuple[str, ...] = (), said: str = "") -> list[DraftText]:
    prompts = [Prompt(style=PromptStyle.COMPLETION, text=text, stop=stop) for text in BEGINNINGS]
    seeds = range(len(prompts))
    return engine.draft(prompts, GREEDY, seeds, max_tokens=TOKENS, said=[said] * len(prompts) if said else ())


@pytest.mark.parametrize("streaming", [True, False], ids=["streamed", "whole"])
@pytest.mark.parametrize(("stop", "said"), [((), ""), (("\n",), ""), ((), " the")])
def test_a_text_is_continued_as_the_local_engine_continues_it(
    local: Engine, connection: Connection, streaming: bool, stop: tuple[str, ...], said: str
) -> None:
    assert connection.capabilities is not None
    able = replace(connection.capabilities, streaming=streaming)
    remote = OpenAIEngine(replace(connection, capabilities=able), "", connection.models[0])
    expected = greedily(local, stop=stop, said=said)
    written = greedily(remote, stop=stop, said=said)
    remote.close()
    assert remote.info.style is PromptStyle.COMPLETION
    assert [draft.text for draft in written] == [draft.text for draft in expected]
    assert [draft.ended for draft in written] == [draft.ended for draft in expected]
    assert any("kettle" in draft.text or "drinks" in draft.text for draft in expected)


def test_what_was_found_out_is_so(connection: Connection) -> None:
    able = connection.capabilities
    assert able is not None
    assert (able.chat, able.completions, able.streaming, able.together, able.logprobs) == (False, True, True, 1, False)
    assert able.usage


def test_what_it_used_is_counted_and_a_stream_can_be_left(connection: Connection) -> None:
    used: list[tuple[int, int]] = []
    engine = OpenAIEngine(connection, "", connection.models[0], lambda *both: used.append(both))
    prompt = Prompt(style=PromptStyle.COMPLETION, text=BEGINNINGS[0])
    engine.draft(prompt, GREEDY, [1], max_tokens=8)
    ((prompt_tokens, completion_tokens),) = used
    assert (prompt_tokens > 0, completion_tokens) == (True, 8)
    began = time.monotonic()
    (draft,) = engine.draft(prompt, GREEDY, [1], max_tokens=150, on_text=lambda _row, text: len(text) < 4)
    engine.close()
    assert time.monotonic() - began < 2
    assert draft.ended is Ended.CUT_OFF
