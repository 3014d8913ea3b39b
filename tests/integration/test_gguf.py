"""The GGUF of the house model holds that very model, as other programs read it."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from gguf import GGUFReader
from transformers import AutoModelForCausalLM, GgufConfig

from core.models.files import bundled_gguf
from core.models.unpacking import GGUF
from tests.support.bundled import house_folder, unpacked_models

pytestmark = pytest.mark.real_model


@pytest.fixture(scope="module")
def folder() -> Path:
    unpacked_models()
    return house_folder()


def test_its_weights_are_those_of_the_merged_model(folder: Path) -> None:
    """transformers reads GGUF by its own code: what it reads back is what was merged, to the last of eight bits."""
    merged = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).state_dict()
    read = AutoModelForCausalLM.from_pretrained(
        folder, gguf_file=GGUF, dtype=torch.float32, quantization_config=GgufConfig(dequantize=True)
    ).state_dict()
    assert read.keys() == merged.keys()
    off = {name: float((read[name] - own).norm() / own.norm()) for name, own in merged.items()}
    assert max(off.values()) < 0.01


def test_it_keeps_the_words_and_the_settings_of_the_base(folder: Path) -> None:
    own, base = GGUFReader(folder / GGUF).fields, GGUFReader(bundled_gguf()).fields
    changed = {name for name in base if name not in own or own[name].contents() != base[name].contents()}
    assert changed == {"general.name", "general.file_type"}
    assert str(own["general.name"].contents()).startswith("Housestyle starter ")
