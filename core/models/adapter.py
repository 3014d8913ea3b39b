"""An adapter on disk: weights as safetensors and a card that says what they are and what they must hash to.

The weights are kept in bf16: half the bytes, and merging rounds to about that anyway. ``peft`` takes
seconds to import, so only those who need it do.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save

from core.errors import ModelNotFound, UnsafeWeights

WEIGHTS, CARD = "adapter.safetensors", "adapter.json"


def save_adapter(model: Any, folder: Path, card: Mapping[str, Any]) -> str:
    """Write a LoRA model's own weights and its card; returns the SHA-256 of the weights."""
    from peft import get_peft_model_state_dict

    folder.mkdir(parents=True, exist_ok=True)
    state = get_peft_model_state_dict(model)
    content = save({name: tensor.detach().to(torch.bfloat16).contiguous() for name, tensor in state.items()})
    digest = hashlib.sha256(content).hexdigest()
    config = model.peft_config["default"]
    lora = {"r": config.r, "lora_alpha": config.lora_alpha, "target_modules": sorted(config.target_modules)}
    (folder / WEIGHTS).write_bytes(content)
    (folder / CARD).write_text(json.dumps({"sha256": digest, "lora": lora, **card}, indent=2) + "\n", encoding="utf-8")
    return digest


def read_card(folder: Path) -> dict[str, Any]:
    """Raises ModelNotFound."""
    try:
        card: dict[str, Any] = json.loads((folder / CARD).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelNotFound(f"There is no adapter in {folder}.", "Train one, or choose another model.") from error
    return card


def read_adapter(folder: Path, dtype: torch.dtype) -> dict[str, torch.Tensor]:
    """The adapter's weights. Raises ModelNotFound, and UnsafeWeights where the file is not what it was."""
    card = read_card(folder)
    content = (folder / WEIGHTS).read_bytes()
    if hashlib.sha256(content).hexdigest() != card["sha256"]:
        raise _damaged(folder)
    try:
        state = load(content)
    except SafetensorError as error:
        raise _damaged(folder) from error
    return {name: tensor.to(dtype) for name, tensor in state.items()}


def merge_adapter(model: Any, folder: Path) -> Any:
    """The model with the adapter's weights added to its own. Raises ModelNotFound, UnsafeWeights."""
    from peft import LoraConfig, get_peft_model, set_peft_model_state_dict

    lora = get_peft_model(model, LoraConfig(task_type="CAUSAL_LM", **read_card(folder)["lora"]))
    set_peft_model_state_dict(lora, read_adapter(folder, model.dtype))
    return lora.merge_and_unload()


def _damaged(folder: Path) -> UnsafeWeights:
    return UnsafeWeights(
        f"The adapter in {folder} is damaged or was changed: its SHA-256 is not the one on its card.",
        "Take it from a backup or train it again; until then choose another model.",
    )
