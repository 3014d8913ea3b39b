from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from transformers import GPT2LMHeadModel, LlamaForCausalLM

from core.engines.base import PromptStyle
from core.engines.causal_lm.engine import CausalLMEngine
from core.errors import ModelNotFound, NotEnoughMemory, UnsafeWeights, UnsupportedModel
from core.models import files
from core.models.known import BUNDLED
from core.models.loading import SPARE_BYTES, load
from core.settings import EngineChoice
from tests.support import tiny_models
from tests.unit.models.conftest import REVISION, Build


def loaded(
    model_id: str | Path, told: list[str] | None = None, engine: EngineChoice = "transformers", var_dir: Path = Path()
) -> CausalLMEngine:
    tell = (lambda _: None) if told is None else told.append
    return load(str(model_id), var_dir=var_dir, offline=True, threads=1, tell=tell, engine=engine)


@pytest.mark.parametrize(
    ("build", "kind", "style"),
    [
        (tiny_models.gpt2, GPT2LMHeadModel, PromptStyle.COMPLETION),
        (tiny_models.llama, LlamaForCausalLM, PromptStyle.CHAT),
        (tiny_models.chinese_gpt2, GPT2LMHeadModel, PromptStyle.COMPLETION),
    ],
)
def test_each_family_is_loaded_as_itself_and_asked_in_its_own_style(
    build: Build, kind: type, style: PromptStyle, tmp_path: Path
) -> None:
    engine = loaded(build(tmp_path / "model"))
    assert type(engine._model) is kind
    assert engine.info.style is style


def test_an_engine_knows_what_was_loaded(tmp_path: Path) -> None:
    folder = tiny_models.gpt2(tmp_path / "model")
    told: list[str] = []
    info = loaded(folder, told).info
    assert (info.model, info.revision, info.adapter) == (str(folder), "local", "")
    assert info.parameters == 43_904
    assert info.memory_bytes in (2 * info.parameters, 4 * info.parameters)
    assert "torch" in info.versions
    assert "transformers" in info.versions
    assert told == [f"Looking for {folder}", f"Loading {folder}"]


def test_a_model_known_by_name_keeps_its_style_whatever_its_tokenizer_says(
    downloaded: Callable[[str, Build], Path],
) -> None:
    downloaded("gpt2", tiny_models.llama)
    info = loaded("gpt2").info
    assert info.style is PromptStyle.COMPLETION
    assert info.revision == REVISION


def test_a_bert_is_refused(tmp_path: Path) -> None:
    folder = tiny_models.bert(tmp_path / "bert")
    with pytest.raises(UnsupportedModel, match="does not continue texts") as caught:
        loaded(folder)
    assert "gpt2" in caught.value.mend


def test_a_pickle_is_never_opened(tmp_path: Path) -> None:
    with pytest.raises(UnsafeWeights):
        loaded(tiny_models.pickled(tmp_path / "pickled"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("config.json", ""),
        ("config.json", '{"model_type": "gp'),
        ("config.json", "null"),
        ("config.json", "{}"),
        ("config.json", '{"model_type": "of-no-family"}'),
        ("config.json", '{"model_type": "t5"}'),
        ("config.json", '{"model_type": "gpt2", "n_embd": "wide"}'),
        ("config.json", '{"model_type": "gpt2", "n_embd": 64, "n_head": 4, "n_layer": 2}'),
        ("tokenizer.json", "{"),
    ],
)
def test_a_torn_file_gives_one_clear_refusal(name: str, content: str, tmp_path: Path) -> None:
    folder = tiny_models.gpt2(tmp_path / "torn")
    (folder / name).write_text(content, encoding="utf-8")
    _is_refused_clearly(folder)


@pytest.mark.parametrize("kept", [0, 4, 50, 3_000, -10])
def test_truncated_weights_give_one_clear_refusal(kept: int, tmp_path: Path) -> None:
    folder = tiny_models.gpt2(tmp_path / "torn")
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:kept])
    _is_refused_clearly(folder)


def test_a_missing_tokenizer_gives_one_clear_refusal(tmp_path: Path) -> None:
    folder = tiny_models.gpt2(tmp_path / "torn")
    (folder / "tokenizer.json").unlink()
    _is_refused_clearly(folder)


def _is_refused_clearly(folder: Path) -> None:
    with pytest.raises(UnsupportedModel, match="cannot be loaded as a causal language model") as caught:
        loaded(folder)
    assert str(folder) in caught.value.what
    assert "\n" not in caught.value.what
    assert "Choose a model" in caught.value.mend


def test_a_model_that_does_not_fit_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny_models.gpt2(tmp_path / "large")
    told: list[str] = []
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=SPARE_BYTES))
    with pytest.raises(NotEnoughMemory, match=r"needs about 0\.4 GB and 0\.4 GB are free") as caught:
        loaded(folder, told)
    assert "choose a smaller model" in caught.value.mend
    assert not any(line.startswith("Loading") for line in told)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=SPARE_BYTES + 1_000_000))
    assert not loaded(folder).is_gone


def test_the_bundled_model_without_its_weights_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BUNDLED_PACKAGE", "housestyle_has_no_such_package")
    with pytest.raises(ModelNotFound, match="make setup"):
        loaded(BUNDLED)
