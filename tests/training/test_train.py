"""Training by its effect, on tiny models: the loss falls, only the adapter changes, and it goes on where it stopped."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import get_peft_model_state_dict
from transformers import AutoModelForCausalLM, AutoTokenizer

from core.channels.catalogue import load_catalogue
from core.domain import BriefPersona
from core.errors import InvalidInput, ModelNotFound, UnsafeWeights
from core.house.marks import Mark, MarkedDraft
from core.house.reading import HouseExample, Split
from core.models.adapter import CARD, WEIGHTS, merge_adapter, save_adapter
from core.training.rows import Lessons, lessons, mended_lessons
from core.training.settings import TrainingSettings
from core.training.train import Training
from tests.support import tiny_models
from tests.support.building import a_brief

SETTINGS = TrainingSettings(epochs=6, learning_rate=2e-2, rank=4, alpha=8, keep_every=3)
WRITTEN = ("Warm yours up.", "The mug keeps drinks at 60 C.", "It charges overnight.", "A good chair.")


def examples() -> list[HouseExample]:
    return [
        HouseExample(a_brief(channel="push", persona=BriefPersona(name=name, description="")), text, Split.TRAIN)
        for name in ("One", "Two", "Three", "Four", "Five", "Six")
        for text in WRITTEN
    ]


TEXTS = lessons(examples(), load_catalogue())


@pytest.fixture(scope="module", params=["gpt2", "llama"])
def base(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """GPT-2's own architecture is trained by the same code."""
    folder = tmp_path_factory.mktemp(request.param)
    return {"gpt2": tiny_models.gpt2, "llama": tiny_models.llama}[request.param](folder)


def training(
    base: Path, folder: Path, settings: TrainingSettings = SETTINGS, begin_with: Path | None = None
) -> Training:
    model, tokenizer = AutoModelForCausalLM.from_pretrained(base), AutoTokenizer.from_pretrained(base)
    return Training(model, tokenizer, settings, folder, lambda _: None, begin_with=begin_with)


def adapter_of(model: Any) -> dict[str, torch.Tensor]:
    return {name: tensor.clone() for name, tensor in get_peft_model_state_dict(model).items()}


def test_the_loss_falls_and_only_the_adapter_changes(base: Path, tmp_path: Path) -> None:
    under_way = training(base, tmp_path / "work")
    frozen = {name: p.clone() for name, p in under_way.model.named_parameters() if not p.requires_grad}
    before, adapter = under_way.measured(TEXTS)[0], adapter_of(under_way.model)
    curve = under_way.run(TEXTS, TEXTS)
    assert under_way.measured(TEXTS)[0] < before - 0.2
    assert curve[-1].train < curve[0].train
    assert curve[-1].step == 12
    assert any(not torch.equal(tensor, adapter[name]) for name, tensor in adapter_of(under_way.model).items())
    for name, parameter in under_way.model.named_parameters():
        if name in frozen:
            assert torch.equal(parameter, frozen[name]), name


def mended(draft: str, better: str) -> Lessons:
    marked = MarkedDraft(
        brief=examples()[0].brief,
        text=draft,
        mended=better,
        mark=Mark.NONSENSE,
        split=Split.TRAIN,
        logprob=-1.0,
        tokens=6,
    )
    return mended_lessons([marked], load_catalogue())


def test_a_mended_draft_becomes_likelier_than_the_draft(base: Path, tmp_path: Path) -> None:
    """Of two texts of the same words the one that was less likely is made the mended one."""
    under_way = training(base, tmp_path / "work", replace(SETTINGS, epochs=40, firmness=1.0))
    texts = ("It charges a good chair.", "A good chair charges it.")
    better, draft = texts if under_way.measured(mended(*reversed(texts)))[1] == 0.0 else reversed(texts)
    pair = mended(draft, better)
    assert under_way.measured(pair)[1] == 0.0
    curve = under_way.run(pair, pair)
    assert curve[-1].order == under_way.measured(pair)[1] == 1.0


def test_a_training_that_was_stopped_ends_as_one_that_was_not(base: Path, tmp_path: Path) -> None:
    whole = training(base, tmp_path / "whole")
    whole.run(TEXTS, TEXTS)

    class Stopped(Exception):
        pass

    def stop(line: str) -> None:
        if line.startswith("Step 6 "):
            raise Stopped

    first = training(base, tmp_path / "parts")
    first._tell = stop
    with pytest.raises(Stopped):
        first.run(TEXTS, TEXTS)
    second = training(base, tmp_path / "parts")
    second.run(TEXTS, TEXTS)
    one, other = adapter_of(whole.model), adapter_of(second.model)
    assert all(torch.allclose(one[name], other[name], atol=1e-6) for name in one)


def test_a_checkpoint_of_other_settings_is_not_gone_on_with(base: Path, tmp_path: Path) -> None:
    training(base, tmp_path / "work", replace(SETTINGS, epochs=1)).run(TEXTS, TEXTS)
    curve = training(base, tmp_path / "work").run(TEXTS, TEXTS)
    assert curve[0].step == 3
    assert curve[-1].step == 12


def test_an_adapter_is_taught_further_from_where_it_was(base: Path, tmp_path: Path) -> None:
    first, adapter = training(base, tmp_path / "work"), tmp_path / "adapter"
    first.run(TEXTS, TEXTS)
    save_adapter(first.model, adapter, {})
    second = training(base, tmp_path / "further", begin_with=adapter)
    assert second.measured(TEXTS)[0] == pytest.approx(first.measured(TEXTS)[0], abs=0.02)
    curve = second.run(TEXTS, TEXTS)
    assert curve[0].train < first.run(TEXTS, TEXTS)[0].train


def test_a_checkpoint_of_another_beginning_is_not_gone_on_with(base: Path, tmp_path: Path) -> None:
    first = training(base, tmp_path / "work")
    first.run(TEXTS, TEXTS)
    save_adapter(first.model, tmp_path / "adapter", {})
    curve = training(base, tmp_path / "work", begin_with=tmp_path / "adapter").run(TEXTS, TEXTS)
    assert [point.step for point in curve] == [3, 6, 9, 12]


def test_an_adapter_of_another_rank_is_not_taught_further(base: Path, tmp_path: Path) -> None:
    save_adapter(training(base, tmp_path / "work", replace(SETTINGS, rank=2)).model, tmp_path / "adapter", {})
    with pytest.raises(InvalidInput, match="another rank"):
        training(base, tmp_path / "further", begin_with=tmp_path / "adapter")


def test_a_merged_adapter_writes_as_the_model_that_was_trained(base: Path, tmp_path: Path) -> None:
    trained = training(base, tmp_path / "work")
    trained.run(TEXTS, TEXTS)
    digest = save_adapter(trained.model, tmp_path / "adapter", {"base": "tiny"})
    assert json.loads((tmp_path / "adapter" / CARD).read_text())["sha256"] == digest
    merged = merge_adapter(AutoModelForCausalLM.from_pretrained(base), tmp_path / "adapter").eval()
    ids = torch.tensor([[5, 6, 7, 8]])
    with torch.inference_mode():
        expected = trained.model.eval()(ids).logits
        assert torch.allclose(merged(ids).logits, expected, atol=0.05)
        assert not torch.allclose(AutoModelForCausalLM.from_pretrained(base).eval()(ids).logits, expected, atol=0.05)


def test_an_adapter_that_was_changed_or_is_not_there_is_refused(base: Path, tmp_path: Path) -> None:
    folder = tmp_path / "adapter"
    save_adapter(training(base, tmp_path / "work").model, folder, {})
    content = bytearray((folder / WEIGHTS).read_bytes())
    content[-1] ^= 1
    (folder / WEIGHTS).write_bytes(content)
    model = AutoModelForCausalLM.from_pretrained(base)
    with pytest.raises(UnsafeWeights, match="SHA-256"):
        merge_adapter(model, folder)
    with pytest.raises(ModelNotFound):
        merge_adapter(model, tmp_path / "nowhere")
