"""The bundled weights: through the shelf, and from the command line as a person starts it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from core.__main__ import main
from core.channels.catalogue import load_catalogue
from core.cli import complete
from core.engines.base import PromptStyle
from core.models.known import STARTER, label_of
from core.models.shelf import ModelShelf
from core.settings import PREFIX, Settings
from tests.support.bundled import give_models

pytestmark = pytest.mark.real_model

ROOT = Path(__file__).resolve().parents[2]
BRIEF: dict[str, Any] = {
    "brand": "Brightmug",
    "product": "a self-heating coffee mug",
    "facts": ["keeps drinks at 60 C", "charges overnight"],
    "offer": "15% off this week",
    "cta": "Warm yours up",
    "banned": ["gadget"],
    "required": [],
    "tone": "warm",
    "language": "en",
    "personas": [
        {"name": "The teacher", "description": "40, teaches all morning, her coffee always goes cold"},
    ],
    "channels": ["google_headline", "meta_primary"],
}
FIELDS = (
    "persona, channel, rank, text, length, limit, passed, checks, score, "
    "model, revision, adapter, prompt, seed, settings, seconds"
).split(", ")

Finished = subprocess.CompletedProcess[str]
CommandLine = Callable[..., Finished]


@pytest.fixture(scope="module")
def var_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return give_models(tmp_path_factory.mktemp("bundled") / "var")


@pytest.fixture(scope="module")
def shelf(var_dir: Path) -> Iterator[ModelShelf]:
    """One for the tests that need no process of their own: a model takes seconds to load."""
    shelf = ModelShelf(Settings(var_dir=var_dir, model=STARTER, engine="transformers", hub_offline=True, threads=1))
    yield shelf
    shelf.close()


@pytest.fixture(scope="module")
def command_line(var_dir: Path) -> CommandLine:
    """Runs ``python -m core`` in a folder without settings of anybody's.

    One thread: two would wait for each other at every step wherever something else is running.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    settings = {"VAR_DIR": str(var_dir), "HUB_OFFLINE": "1", "THREADS": "1"}
    environment = {
        **own,
        **{PREFIX + name: value for name, value in settings.items()},
        "PYTHONPATH": str(ROOT),
    }

    def run(*arguments: str | Path) -> Finished:
        return subprocess.run(
            [sys.executable, "-m", "core", *arguments],
            cwd=var_dir.parent,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    return run


def brief_file(folder: Path, **changed: Any) -> Path:
    path = folder / "brief.json"
    path.write_text(json.dumps({**BRIEF, **changed}), encoding="utf-8")
    return path


def test_the_bundled_weights_load_through_the_shelf(shelf: ModelShelf) -> None:
    told: list[str] = []
    engine = shelf.get(STARTER, told.append)
    assert (engine.info.model, engine.info.style) == (STARTER, PromptStyle.HOUSE)
    assert 130_000_000 < engine.info.parameters < 140_000_000
    assert told == [f"Loading {label_of(STARTER)}"]
    assert 3 <= engine.tokens("Warm yours up.") <= 8
    (entry,) = [entry for entry in shelf.list() if entry.is_default]
    assert (entry.id, entry.location, entry.is_loaded) == (STARTER, "bundled", True)


def test_a_text_is_continued(
    shelf: ModelShelf, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(complete, "shelf_of", lambda _settings: nullcontext(shelf))
    given = "The kettle was already"
    code = main([*("complete", given, "--model", STARTER), *("--max-length", "20", "--num-return-sequences", "2")])
    printed = capsys.readouterr()
    assert code == 0, printed.err
    assert printed.out.startswith(given)
    assert printed.out.count(given) == 2
    assert len(printed.out.split()) > 2 * len(given.split()) + 4


def test_a_brief_file_becomes_lines_of_variants_that_pass_every_check(
    command_line: CommandLine, tmp_path: Path
) -> None:
    finished = command_line("generate", brief_file(tmp_path), "--n", "2", "--seed", "1")
    assert finished.returncode == 0, finished.stderr
    lines = [json.loads(line) for line in finished.stdout.splitlines()]
    assert {(line["channel"], line["rank"]) for line in lines} >= {(channel, 1) for channel in BRIEF["channels"]}
    assert len(lines) == len({line["text"] for line in lines})
    for line in lines:
        channel = load_catalogue().get(line["channel"])
        assert [name for name in FIELDS if name not in line] == []
        assert line["passed"] is True
        assert line["checks"]
        assert all(check["ok"] for check in line["checks"])
        assert line["persona"] == "The teacher"
        assert line["limit"] == channel.limit
        assert 0 < line["length"] == channel.length(line["text"]) <= line["limit"]
        assert "gadget" not in line["text"].lower()
        assert "Brightmug" in line["prompt"]
        assert line["model"] == STARTER
        assert re.fullmatch("[0-9a-f]{64}", line["adapter"])
        assert line["revision"].startswith("SmolLM2")
        assert line["seconds"] > 0


def test_a_wrong_key_ends_with_two_and_is_named(command_line: CommandLine, tmp_path: Path) -> None:
    finished = command_line("generate", brief_file(tmp_path, headcount=3), "--n", "2")
    assert finished.returncode == 2
    assert finished.stdout == ""
    assert "headcount" in finished.stderr
    assert len(finished.stderr.splitlines()) == 1
