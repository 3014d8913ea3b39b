from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch

from core.engines.causal_lm.engine import CausalLMEngine
from core.models.loading import load
from core.settings import EngineChoice
from tests.support import tiny_models
from tests.support.scripted_server import Behaviour, ScriptedServer

torch.set_num_threads(1)


def engine_of(folder: Path, engine: EngineChoice = "transformers") -> CausalLMEngine:
    return load(str(folder), var_dir=folder, offline=True, threads=1, tell=lambda _: None, engine=engine)


@pytest.fixture
def start() -> Iterator[Callable[..., ScriptedServer]]:
    """Start a scripted server with these behaviours; all of them end with the test."""
    running: list[ScriptedServer] = []

    def begin(*behaviours: Behaviour) -> ScriptedServer:
        running.append(ScriptedServer(*behaviours))
        return running[-1]

    yield begin
    for one in running:
        one.close()


@pytest.fixture(scope="session")
def gpt2(tmp_path_factory: pytest.TempPathFactory) -> CausalLMEngine:
    return engine_of(tiny_models.gpt2(tmp_path_factory.mktemp("gpt2")))


@pytest.fixture(scope="session")
def llama(tmp_path_factory: pytest.TempPathFactory) -> CausalLMEngine:
    return engine_of(tiny_models.llama(tmp_path_factory.mktemp("llama")))


@pytest.fixture(scope="session")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> CausalLMEngine:
    return engine_of(tiny_models.chinese_gpt2(tmp_path_factory.mktemp("chinese")))


@pytest.fixture(scope="session")
def compiled_gpt2(tmp_path_factory: pytest.TempPathFactory) -> CausalLMEngine:
    return engine_of(tiny_models.gpt2(tmp_path_factory.mktemp("gpt2")), "openvino")


@pytest.fixture(scope="session")
def compiled_llama(tmp_path_factory: pytest.TempPathFactory) -> CausalLMEngine:
    return engine_of(tiny_models.llama(tmp_path_factory.mktemp("llama")), "openvino")


@pytest.fixture(params=["gpt2", "llama", "compiled_gpt2", "compiled_llama"])
def engine(request: pytest.FixtureRequest) -> CausalLMEngine:
    """Both architectures, GPT-2's full heads and Llama's grouped ones, run by PyTorch and by OpenVINO."""
    found: CausalLMEngine = request.getfixturevalue(request.param)
    return found
