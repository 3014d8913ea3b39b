"""The bundled models, made ready once for all tests that want real weights."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CARD = ROOT / "core" / "house" / "adapter" / "adapter.json"
CACHE = ROOT / "var" / "test-models"
UNPACK = """
import sys
from pathlib import Path
from core.models.bundled import house_model
house_model(Path(sys.argv[1]), print)
"""


def house_folder() -> Path:
    """Where the house model of this very adapter is unpacked."""
    digest = json.loads(CARD.read_text(encoding="utf-8"))["sha256"]
    return CACHE / "models" / f"housestyle-starter-{digest[:12]}"


def unpacked_models() -> Path:
    """The folder of models that a var folder may link to, unpacked by a process of its own."""
    if not house_folder().is_dir():
        subprocess.run([sys.executable, "-c", UNPACK, CACHE], check=True, cwd=ROOT, capture_output=True)
    return CACHE / "models"


def give_models(var_dir: Path) -> Path:
    """Make ``var_dir`` and let it use the unpacked models."""
    var_dir.mkdir(parents=True, exist_ok=True)
    (var_dir / "models").symlink_to(unpacked_models(), target_is_directory=True)
    return var_dir
