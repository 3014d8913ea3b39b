"""The models that come with Housestyle, made ready once under ``var/models`` and then read in about a second."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from core.models.adapter import read_card
from core.models.files import bundled_gguf

Tell = Callable[[str], None]

ADAPTER = Path(__file__).parents[1] / "house" / "adapter"


def unpacked_bundle(var_dir: Path, tell: Tell) -> Path:
    """The bundled GGUF as a folder of safetensors in bf16."""
    source = bundled_gguf()
    target = var_dir / "models" / source.stem
    if (target / "config.json").is_file():
        return target
    tell("Unpacking the bundled model: once, about 15 seconds")
    from core.models.unpacking import unpack  # seconds of imports, this once

    unpack(source, target)
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
        from core.models.unpacking import merge  # seconds of imports, this once

        merge(base, ADAPTER, f"Housestyle starter {digest[:12]}", target)
    return target, digest
