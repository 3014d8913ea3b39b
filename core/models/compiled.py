"""A model as an OpenVINO graph, made once under ``var/models/compiled`` and then read in a second or two."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from core.errors import CannotCompile
from core.models.bundled import Tell
from core.models.making import making

FORM = 2
"""Counts up whenever graphs are made differently."""
FAMILIES = ("gpt2", "llama", "qwen2", "qwen3")
GRAPH, CODE, TOLD = "model.xml", "code", "told.json"


def compiled_model(
    folder: Path, original: Callable[[], Any], *, var_dir: Path, threads: int, tell: Tell
) -> tuple[Any, str, int]:
    """The compiled model of a folder, the version of OpenVINO, and the bytes of its weights.

    ``original`` loads the model that the graph is made of, in float32. Raises CannotCompile, UnsupportedModel.
    """
    try:
        import openvino as ov
    except ImportError as error:
        raise CannotCompile(
            f"OpenVINO is not here ({error}).", "pip install openvino, as requirements.txt does."
        ) from error
    _require_known(folder)
    version = ov.get_version().split("-")[0]
    target = var_dir / "models" / "compiled" / f"{folder.name}-{_digest(folder, version)}"
    if not target.is_dir():
        tell("Compiling the model for this processor: once, about 20 seconds")
        _make(original(), target)
    return _read(target, original, threads), version, (target / GRAPH).with_suffix(".bin").stat().st_size


def _require_known(folder: Path) -> None:
    """A family that we have not seen compiled could come out wrong without a word."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        family = config["model_type"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CannotCompile("OpenVINO cannot tell what kind of model this is.", "PyTorch may run it.") from error
    if family not in FAMILIES or config.get("use_sliding_window"):
        raise CannotCompile(
            f"OpenVINO runs models of {', '.join(FAMILIES)} here; this is {family}.", "PyTorch runs it."
        )


def _make(model: Any, target: Path) -> None:
    from core.engines.openvino.export import export

    try:
        with making(target) as half:
            export(model, half / GRAPH)
            (half / TOLD).write_text(json.dumps(_told(model)), encoding="utf-8")
    except (OSError, RuntimeError, TypeError, ValueError, AttributeError, IndexError, KeyError) as error:
        raise CannotCompile(f"OpenVINO cannot take this model ({_first_line(error)}).", "PyTorch runs it.") from error


def _told(model: Any) -> dict[str, Any]:
    """What the engine asks a model for. Kept, as the model's own settings take seconds of imports to be read."""
    return {
        "max_position_embeddings": getattr(model.config, "max_position_embeddings", None),
        "eos_token_id": getattr(model.generation_config, "eos_token_id", None),
    }


def _read(target: Path, original: Callable[[], Any], threads: int) -> Any:
    from core.engines.openvino.model import OpenVinoModel

    try:
        told = SimpleNamespace(**json.loads((target / TOLD).read_text(encoding="utf-8")))
        return OpenVinoModel(target / GRAPH, told, told, original, threads=threads, cache=target / CODE)
    except (RuntimeError, OSError, ValueError) as error:
        raise CannotCompile(
            f"OpenVINO cannot read its form of this model ({_first_line(error)}).",
            f"Remove {target} and load the model again.",
        ) from error


def _digest(folder: Path, version: str) -> str:
    """Tells one model from another without reading gigabytes: its settings, and size and time of each weight file."""
    told = hashlib.sha256(f"{FORM} {version}".encode())
    told.update((folder / "config.json").read_bytes())
    for file in sorted(folder.glob("*.safetensors")):
        status = file.stat()
        told.update(f"{file.name} {status.st_size} {status.st_mtime_ns}".encode())
    return told.hexdigest()[:12]


def _first_line(error: Exception) -> str:
    lines = [line for line in str(error).splitlines() if line.strip()]
    return lines[0][:160] if lines else type(error).__name__
