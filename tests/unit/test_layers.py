"""Imports point down only: pages → core → db, and nothing heavy happens at import time."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VOCABULARY = {"core.domain", "core.errors", "core.sampling"}
HEAVY = {"torch", "transformers", "sqlalchemy", "alembic", "dbos", "openvino"}


def imports_of(folder: str) -> Iterator[tuple[Path, str]]:
    paths = [ROOT / folder] if folder.endswith(".py") else sorted((ROOT / folder).rglob("*.py"))
    assert paths, f"{folder} has no modules"
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((path, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield path, node.module


def offenders(folder: str, is_wrong: object) -> list[str]:
    return [f"{path.relative_to(ROOT)}: {name}" for path, name in imports_of(folder) if is_wrong(name)]  # type: ignore[operator]


def test_core_knows_no_screens() -> None:
    assert not offenders("core", lambda name: name.split(".")[0] in {"streamlit", "pages", "app"})


def test_db_knows_only_the_vocabulary() -> None:
    assert not offenders(
        "db",
        lambda name: (
            name.split(".")[0] in {"streamlit", "pages", "app", "torch", "transformers"}
            or (name.split(".")[0] == "core" and name not in VOCABULARY)
        ),
    )


@pytest.mark.parametrize("folder", ["pages", "app.py"])
def test_screens_touch_neither_database_nor_models(folder: str) -> None:
    assert not offenders(folder, lambda name: name.split(".")[0] in HEAVY | {"db"})


def test_vocabulary_stands_alone() -> None:
    for module in ("core/domain", "core/errors.py", "core/sampling.py"):
        assert not offenders(
            module,
            lambda name: (
                name.startswith(("core.", "db")) and name not in VOCABULARY and not name.startswith("core.domain.")
            ),
        )


def test_importing_opens_nothing(tmp_path: Path) -> None:
    """The whole program can be imported in an empty folder without leaving a trace there."""
    code = "import core.bootstrap, core.__main__, db.database"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, check=True)
    assert list(tmp_path.iterdir()) == []


def test_a_host_starts_without_what_only_other_models_need() -> None:
    """Our own models are read from a graph and a tokenizer's file: the classes of all families take seconds."""
    code = "import sys, core.models.host; sys.exit('transformers.models.auto.modeling_auto' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
