"""Make the folders of the models that come with Housestyle: once, with all that ``transformers`` brings along."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

from core.models.adapter import merge_adapter
from core.models.files import bundled_gguf
from core.models.gguf_file import write_gguf
from core.models.making import making

GGUF = "model.gguf"


def unpack(source: Path, target: Path) -> None:
    """A GGUF file as a folder of safetensors in bf16, with its tokenizer."""
    model = AutoModelForCausalLM.from_pretrained(
        source.parent,
        gguf_file=source.name,
        dtype=torch.bfloat16,
        quantization_config=GgufConfig(dequantize=True),
    )
    with making(target) as half:
        _save(model, AutoTokenizer.from_pretrained(source.parent, gguf_file=source.name), half)


def merge(base: Path, adapter: Path, name: str, target: Path) -> None:
    """The unpacked bundled model with an adapter, as such a folder and as GGUF under the name. Raises UnsafeWeights."""
    model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32, local_files_only=True)
    merged = merge_adapter(model, adapter)
    with making(target) as half:
        write_gguf(bundled_gguf(), merged.state_dict(), name, half / GGUF)
        _save(merged.to(torch.bfloat16), AutoTokenizer.from_pretrained(base, local_files_only=True), half)


def _save(model: Any, tokenizer: Any, folder: Path) -> None:
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
