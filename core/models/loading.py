"""Load a model's files into an engine."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import torch
import transformers
from transformers import PreTrainedTokenizerFast

from core.engines.base import EngineInfo, PromptStyle
from core.engines.causal_lm.engine import CausalLMEngine
from core.errors import CannotCompile, NotEnoughMemory
from core.models.bundled import Tell, house_model, unpacked_bundle
from core.models.compiled import compiled_model
from core.models.files import bundled_gguf, folder_of, numbers_of, size_of
from core.models.known import BUNDLED, KNOWN, STARTER, label_of
from core.settings import EngineChoice

SPARE_BYTES = 400_000_000
"""What a run needs beside the weights: cache of the drafts, logits, the tokenizer."""
LEAST_PARAMETERS_FOR_INT8 = 50_000_000


@dataclass(frozen=True, slots=True)
class _Found:
    """A model on this machine; ``adapter`` is the hash of what was merged into it."""

    id: str
    folder: Path
    adapter: str = ""
    revision: str = ""


def load(
    model_id: str,
    *,
    var_dir: Path,
    offline: bool,
    threads: int,
    tell: Tell,
    engine: EngineChoice = "auto",
    spare_cores: int = 0,
) -> CausalLMEngine:
    """Find, check and load. Raises ModelError of the kind that fits.

    Where ``threads`` is 0, OpenVINO takes all cores and PyTorch leaves ``spare_cores`` to others. PyTorch's threads
    wait for each other at every operation: where one must share its core, all slow down (with a browser beside it two
    threads on two cores wrote 20 tokens a second, one wrote 100). OpenVINO's share their work out as they come to it:
    beside a busy program two wrote 180, one 123.
    """
    transformers.utils.logging.disable_progress_bar()  # ``tell`` says how far it is
    torch.set_num_threads(threads or max(1, (os.cpu_count() or 1) - spare_cores))
    found = _find(model_id, var_dir, offline, tell)
    device = _device()
    _require_memory(model_id, size_of(found.folder), device)
    tell(f"Loading {label_of(model_id)}")
    note = ""
    if engine == "openvino" or (engine == "auto" and device.type == "cpu"):
        try:
            return _load_compiled(found, var_dir, threads, tell)
        except CannotCompile as error:
            if engine == "openvino":
                raise
            note = error.what
    return _load_torch(found, device, note)


def _find(model_id: str, var_dir: Path, offline: bool, tell: Tell) -> _Found:
    if model_id == BUNDLED:
        return _Found(model_id, unpacked_bundle(var_dir, tell), revision=bundled_gguf().stem)
    if model_id == STARTER:
        return _Found(model_id, *house_model(var_dir, tell), revision=bundled_gguf().stem)
    tell(f"Looking for {model_id}")
    folder, revision = folder_of(model_id, offline=offline)
    return _Found(model_id, folder, revision=revision)


def _load_compiled(found: _Found, var_dir: Path, threads: int, tell: Tell) -> CausalLMEngine:
    """Raises CannotCompile, UnsupportedModel."""
    tokenizer = _tokenizer(found)
    original = partial(_original, found, torch.float32)
    model, version, size = compiled_model(found.folder, original, var_dir=var_dir, threads=threads, tell=tell)
    info = _info(found, tokenizer, torch.device("cpu"))
    info = replace(
        info,
        parameters=numbers_of(found.folder),
        memory_bytes=size,
        versions=f"openvino {version}, {info.versions}, int8",
    )
    return CausalLMEngine(model, tokenizer, info)


def _load_torch(found: _Found, device: torch.device, note: str) -> CausalLMEngine:
    # two seconds of imports that OpenVINO does without
    from core.engines.causal_lm.decode_attention import use_decode_attention
    from core.engines.causal_lm.int8 import use_int8

    tokenizer, model = _tokenizer(found), _original(found, _dtype(device)).eval()
    tensors = list(model.parameters())
    info = _info(found, tokenizer, device)
    info = replace(
        info,
        parameters=sum(tensor.numel() for tensor in tensors),
        memory_bytes=sum(tensor.numel() * tensor.element_size() for tensor in tensors),
        versions=f"{info.versions}, {tensors[0].dtype}".replace("torch.", ""),
        note=note,
    )
    if _wants_int8(device, info.parameters):
        use_int8(model)
        info = replace(info, versions=info.versions.replace("float32", "int8"), memory_bytes=info.parameters)
    if getattr(model, "_supports_sdpa", False):
        use_decode_attention(model)
    return CausalLMEngine(model.to(device), tokenizer, info)


def _tokenizer(found: _Found) -> Any:
    """Ours says all that there is to say of it in one file; of another's, its class may know more."""
    if found.id in (BUNDLED, STARTER):
        return PreTrainedTokenizerFast.from_pretrained(found.folder, local_files_only=True)
    from core.models.originals import read_tokenizer  # seconds of imports that our own models do without

    return read_tokenizer(found.id, found.folder)


def _original(found: _Found, dtype: torch.dtype) -> Any:
    from core.models.originals import read_model

    return read_model(found.id, found.folder, dtype)


def _device() -> torch.device:
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cpu")


def _dtype(device: torch.device) -> torch.dtype:
    """Two bytes a number on a GPU. On a processor, sums in bf16 would depend on the texts beside; see ``STRIDE``."""
    if device.type == "cpu":
        return torch.float32
    return torch.float16 if device.type == "mps" else torch.bfloat16


def _wants_int8(device: torch.device, parameters: int) -> bool:
    """A model of some size is quicker in int8."""
    return device.type == "cpu" and parameters >= LEAST_PARAMETERS_FOR_INT8


def _require_memory(model_id: str, weights: int, device: torch.device) -> None:
    """Refuse before the machine starts to swap. Weights on disk are taken to be two bytes a number."""
    if device.type != "cpu":
        return
    needed = int(weights * 2 * 1.1) + SPARE_BYTES
    free = psutil.virtual_memory().available
    if needed > free:
        raise NotEnoughMemory(
            f"“{model_id}” needs about {needed / 1e9:.1f} GB and {free / 1e9:.1f} GB are free.",
            "Unload another model on the Settings page, close other programs, or choose a smaller model.",
        )


def _info(found: _Found, tokenizer: Any, device: torch.device) -> EngineInfo:
    """All but what depends on how the weights are held."""
    known = {entry.id: entry.style for entry in KNOWN}
    has_template = bool(getattr(tokenizer, "chat_template", None))
    return EngineInfo(
        model=found.id,
        revision=found.revision,
        adapter=found.adapter,
        style=known.get(found.id, PromptStyle.CHAT if has_template else PromptStyle.COMPLETION),
        device=device.type,
        streaming=True,
        parameters=0,
        memory_bytes=0,
        versions=f"torch {torch.__version__}, transformers {transformers.__version__}, "
        f"Python {platform.python_version()}",
    )
