"""Read a model's files by ``transformers``, whatever its family."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from huggingface_hub.errors import StrictDataclassError
from safetensors import SafetensorError
from transformers import AutoModelForCausalLM, AutoTokenizer
from transformers.models.auto.modeling_auto import MODEL_FOR_MASKED_LM_MAPPING_NAMES

from core.errors import UnsupportedModel

UNREADABLE = (OSError, ValueError, KeyError, RuntimeError, TypeError, SafetensorError, StrictDataclassError)
"""What ``transformers`` raises for a torn, incomplete or unknown model."""


def read_tokenizer(model_id: str, folder: Path) -> Any:
    """Raises UnsupportedModel."""
    with _refusing(model_id):
        return AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)


def read_model(model_id: str, folder: Path, dtype: torch.dtype) -> Any:
    """Raises UnsupportedModel."""
    with _refusing(model_id):
        model = AutoModelForCausalLM.from_pretrained(
            folder, dtype=dtype, use_safetensors=True, local_files_only=True, trust_remote_code=False
        )
    if _is_encoder(model.config) or not model.can_generate():
        raise UnsupportedModel(f"“{model_id}” does not continue texts.", "Choose a causal language model such as gpt2.")
    return model


@contextmanager
def _refusing(model_id: str) -> Iterator[None]:
    """Say in our words that a model's files cannot be read."""
    try:
        yield
    except UNREADABLE as error:
        first_line = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise UnsupportedModel(
            f"“{model_id}” cannot be loaded as a causal language model: {first_line[:200]}",
            "Choose a model of the GPT-2, Llama, Qwen or a similar family, complete with its tokenizer.",
        ) from error


def _is_encoder(config: Any) -> bool:
    """Whether the model reads texts both ways. BERT and its kin load as causal ones too, with a head of chance."""
    fills_gaps = config.model_type in MODEL_FOR_MASKED_LM_MAPPING_NAMES and not getattr(config, "is_decoder", False)
    return fills_gaps or bool(getattr(config, "is_encoder_decoder", False))
