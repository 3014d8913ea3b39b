"""Load a model's files into an engine."""

from __future__ import annotations

import platform
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import torch
import transformers
from huggingface_hub.errors import StrictDataclassError
from safetensors import SafetensorError
from transformers import AutoModelForCausalLM, AutoTokenizer
from transformers.models.auto.modeling_auto import MODEL_FOR_MASKED_LM_MAPPING_NAMES

from core.engines.base import EngineInfo, PromptStyle
from core.engines.causal_lm.engine import CausalLMEngine
from core.engines.causal_lm.int8 import use_int8
from core.errors import NotEnoughMemory, UnsupportedModel
from core.models.bundled import Tell, house_model, unpacked_bundle
from core.models.files import bundled_gguf, folder_of, size_of
from core.models.known import BUNDLED, KNOWN, STARTER

SPARE_BYTES = 400_000_000
"""What a run needs beside the weights: cache of the drafts, logits, the tokenizer."""
LEAST_PARAMETERS_FOR_INT8 = 50_000_000

UNREADABLE = (OSError, ValueError, KeyError, RuntimeError, TypeError, SafetensorError, StrictDataclassError)
"""What ``transformers`` raises for a torn, incomplete or unknown model."""


def load(model_id: str, *, var_dir: Path, offline: bool, threads: int, tell: Tell) -> CausalLMEngine:
    """Find, check and load. Raises ModelError of the kind that fits."""
    transformers.utils.logging.disable_progress_bar()  # ``tell`` says how far it is
    if threads:
        torch.set_num_threads(threads)
    adapter = ""
    if model_id == BUNDLED:
        folder, revision = unpacked_bundle(var_dir, tell), bundled_gguf().stem
    elif model_id == STARTER:
        (folder, adapter), revision = house_model(var_dir, tell), bundled_gguf().stem
    else:
        tell(f"Looking for {model_id}")
        folder, revision = folder_of(model_id, offline=offline)
    device = _device()
    _require_memory(model_id, size_of(folder), device)
    tell(f"Loading {model_id}")
    model, tokenizer = _read(model_id, folder, _dtype(device))
    info = replace(_info(model_id, revision, model, tokenizer, device), adapter=adapter)
    if _wants_int8(device, info.parameters):
        use_int8(model)
        info = replace(info, versions=info.versions.replace("float32", "int8"), memory_bytes=info.parameters)
    return CausalLMEngine(model.to(device), tokenizer, info)


def _read(model_id: str, folder: Path, dtype: torch.dtype) -> tuple[Any, Any]:
    try:
        model = AutoModelForCausalLM.from_pretrained(
            folder, dtype=dtype, use_safetensors=True, local_files_only=True, trust_remote_code=False
        )
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    except UNREADABLE as error:
        first_line = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise UnsupportedModel(
            f"“{model_id}” cannot be loaded as a causal language model: {first_line[:200]}",
            "Choose a model of the GPT-2, Llama, Qwen or a similar family, complete with its tokenizer.",
        ) from error
    if _is_encoder(model.config) or not model.can_generate():
        raise UnsupportedModel(f"“{model_id}” does not continue texts.", "Choose a causal language model such as gpt2.")
    return model, tokenizer


def _is_encoder(config: Any) -> bool:
    """Whether the model reads texts both ways. BERT and its kin load as causal ones too, with a head of chance."""
    fills_gaps = config.model_type in MODEL_FOR_MASKED_LM_MAPPING_NAMES and not getattr(config, "is_decoder", False)
    return fills_gaps or bool(getattr(config, "is_encoder_decoder", False))


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


def _wants_int8(device: torch.device, parameters: int) -> bool:
    """Where float32 is all that the processor multiplies well, a model of some size is quicker in int8."""
    return device.type == "cpu" and _dtype(device) is torch.float32 and parameters >= LEAST_PARAMETERS_FOR_INT8


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
