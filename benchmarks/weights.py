"""The models that are measured: the starter, and a GPT-2 of full size with random weights."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, GPT2Config, GPT2LMHeadModel

from core.engines.causal_lm.engine import CausalLMEngine
from core.models.bundled import house_model
from core.models.loading import load
from core.models.unpacking import GGUF

GPT2 = "gpt2-shape"


def engine_of(name: str, var_dir: Path) -> CausalLMEngine:
    """Our engine on all cores; a model that is not there yet is made first."""
    model_id = str(_gpt2(var_dir)) if name == GPT2 else name
    return load(model_id, var_dir=var_dir, offline=True, threads=0, tell=lambda _line: None)


def parts_of(name: str, var_dir: Path) -> tuple[Any, Any]:
    """The same weights and their tokenizer, for ``generate``, in the precision that the processor multiplies best."""
    dtype = torch.bfloat16 if torch.ops.mkldnn._is_mkldnn_bf16_supported() else torch.float32
    folder = _gpt2(var_dir) if name == GPT2 else house_model(var_dir, lambda _line: None)[0]
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=dtype, local_files_only=True).eval()
    return model, AutoTokenizer.from_pretrained(folder, local_files_only=True)


def gguf_of(var_dir: Path) -> Path:
    """The starter as other programs read it."""
    return house_model(var_dir, lambda _line: None)[0] / GGUF


def _gpt2(var_dir: Path) -> Path:
    """124 million random numbers in GPT-2's shape: speed does not depend on what they are.

    The tokenizer is the bundled model's, which has about as many words (49,152 of 50,257).
    """
    folder = var_dir / "models" / GPT2
    if (folder / "config.json").is_file():
        return folder
    half = folder.with_name(GPT2 + ".making")
    shutil.rmtree(half, ignore_errors=True)
    torch.manual_seed(1)
    GPT2LMHeadModel(GPT2Config()).save_pretrained(half)
    tokenizer = AutoTokenizer.from_pretrained(next((var_dir / "models").glob("SmolLM2*")), local_files_only=True)
    tokenizer.chat_template = None
    tokenizer.save_pretrained(half)
    half.rename(folder)
    return folder
