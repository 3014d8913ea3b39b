from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from core.engines.base import Prompt, PromptStyle
from core.engines.openvino import export as exporting
from core.engines.openvino.model import OpenVinoModel
from core.errors import CannotCompile, UnsupportedModel
from core.models import compiled
from core.models.compiled import FAMILIES, GRAPH
from core.sampling import SamplingSettings
from core.settings import EngineChoice
from tests.support import tiny_models
from tests.unit.models.test_loading import loaded

PROMPT = Prompt(style=PromptStyle.COMPLETION, text="The mug keeps")
ONCE = "Compiling the model for this processor: once, about 20 seconds"


def graphs(var_dir: Path) -> list[Path]:
    return sorted((var_dir / "models" / "compiled").glob(f"*/{GRAPH}"))


def test_a_processor_runs_what_openvino_can_run_by_openvino(tmp_path: Path) -> None:
    engine = loaded(tiny_models.gpt2(tmp_path / "model"), engine="auto", var_dir=tmp_path)
    assert type(engine._model) is OpenVinoModel
    assert engine.info.versions.startswith("openvino ")
    assert engine.info.note == ""
    assert engine.info.parameters == 43_904
    assert engine.info.memory_bytes == graphs(tmp_path)[0].with_suffix(".bin").stat().st_size


def test_a_graph_is_made_once(tmp_path: Path) -> None:
    folder = tiny_models.llama(tmp_path / "model")
    first: list[str] = []
    again: list[str] = []
    one, two = (loaded(folder, told, "openvino", tmp_path) for told in (first, again))
    assert ONCE in first
    assert ONCE not in again
    drafts = [engine.draft(PROMPT, SamplingSettings(), [1, 2], max_tokens=8) for engine in (one, two)]
    assert [draft.text for draft in drafts[0]] == [draft.text for draft in drafts[1]]


def test_other_weights_get_a_graph_of_their_own(tmp_path: Path) -> None:
    folder = tiny_models.gpt2(tmp_path / "model")
    loaded(folder, engine="openvino", var_dir=tmp_path)
    os.utime(folder / "model.safetensors", ns=(1, 1))
    loaded(folder, engine="openvino", var_dir=tmp_path)
    assert len(graphs(tmp_path)) == 2


@pytest.mark.parametrize("change", [{"model_type": "gpt_neox"}, {"model_type": "qwen2", "use_sliding_window": True}])
def test_what_was_never_seen_compiled_is_left_to_pytorch(change: dict[str, Any], tmp_path: Path) -> None:
    folder = tiny_models.gpt2(tmp_path / "model")
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps(config | change), encoding="utf-8")
    with pytest.raises(CannotCompile, match="this is ") as caught:
        compiled.compiled_model(folder, pytest.fail, var_dir=tmp_path, threads=1, tell=lambda _: None)
    assert "PyTorch" in caught.value.mend
    assert all(family in caught.value.what for family in FAMILIES)


@pytest.mark.parametrize("engine", ["auto", "openvino"])
def test_where_openvino_fails_pytorch_takes_over_and_says_why(
    engine: EngineChoice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_model: Any, file: Path) -> None:
        file.write_text("half", encoding="utf-8")
        raise RuntimeError("\nno such operation\nsome more lines")

    folder = tiny_models.gpt2(tmp_path / "model")
    monkeypatch.setattr(exporting, "export", fail)
    if engine == "openvino":
        with pytest.raises(CannotCompile, match="no such operation"):
            loaded(folder, engine=engine, var_dir=tmp_path)
    else:
        info = loaded(folder, engine=engine, var_dir=tmp_path).info
        assert info.note == "OpenVINO cannot take this model (no such operation)."
        assert "openvino" not in info.versions
    assert list((tmp_path / "models" / "compiled").iterdir()) == []


def test_a_torn_graph_says_what_to_remove(tmp_path: Path) -> None:
    folder = tiny_models.gpt2(tmp_path / "model")
    loaded(folder, engine="openvino", var_dir=tmp_path)
    (graph,) = graphs(tmp_path)
    graph.write_text("<net", encoding="utf-8")
    with pytest.raises(CannotCompile, match="cannot read its form") as caught:
        loaded(folder, engine="openvino", var_dir=tmp_path)
    assert str(graph.parent) in caught.value.mend
    assert loaded(folder, engine="auto", var_dir=tmp_path).info.note == caught.value.what


def test_torn_weights_are_refused_and_not_run_by_another_engine(tmp_path: Path) -> None:
    folder = tiny_models.gpt2(tmp_path / "model")
    (folder / "model.safetensors").write_bytes(b"torn")
    with pytest.raises(UnsupportedModel, match="cannot be loaded"):
        loaded(folder, engine="auto", var_dir=tmp_path)
