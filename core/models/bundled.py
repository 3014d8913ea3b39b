"""The models that come with Housestyle, made ready once under ``var/models`` and then read in about a second."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

from core.models.adapter import merge_adapter, read_card
from core.models.files import bundled_gguf
from core.models.gguf_file import write_gguf
from core.models.making import making

Tell = Callable[[str], None]

GGUF = "model.gguf"
ADAPTER = Path(__file__).parents[1] / "house" / "adapter"


def unpacked_bundle(var_dir: Path, tell: Tell) -> Path:
    """The bundled GGUF as a folder of safetensors in bf16."""
    source = bundled_gguf()
    target = var_dir / "models" / source.stem
    if (target / "config.json").is_file():
        return target
    tell("Unpacking the bundled model: once, about 15 seconds")
    model = AutoModelForCausalLM.from_pretrained(
        source.parent,
        gguf_file=source.name,
        dtype=torch.bfloat16,
        quantization_config=GgufConfig(dequantize=True),
    )
    with making(target) as half:
        _save(model, AutoTokenizer.from_pretrained(source.parent, gguf_file=source.name), half)
    return target


def house_model(var_dir: Path, tell: Tell) -> tuple[Path, str]:
    """The bundled model with the house adapter merged in, and the adapter's hash. The folder holds it as GGUF too,
    for llama.cpp, Ollama and OpenVINO.

    Raises ModelNotFound, UnsafeWeights.
    """
    digest = str(read_card(ADAPTER)["sha256"])
    target = var_dir / "models" / f"housestyle-starter-{digest[:12]}"
    if not (target / "config.json").is_file():
        base = unpacked_bundle(var_dir, tell)
        tell("Preparing the Housestyle starter: once, a few seconds")
        model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32, local_files_only=True)
        merged = merge_adapter(model, ADAPTER)
        with making(target) as half:
            write_gguf(bundled_gguf(), merged.state_dict(), f"Housestyle starter {digest[:12]}", half / GGUF)
            _save(merged.to(torch.bfloat16), AutoTokenizer.from_pretrained(base, local_files_only=True), half)
    return target, digest


def _save(model: Any, tokenizer: Any, folder: Path) -> None:
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
