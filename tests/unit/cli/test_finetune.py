"""``finetune`` as people type it: what is wrong is said before anything is trained."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.__main__ import main
from core.cli import finetune
from core.house.marks import read_marks
from core.models.adapter import save_adapter
from tests.support import tiny_models
from tests.training.test_train import SETTINGS, training


def test_the_judge_is_fitted_to_the_marks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(finetune, "JUDGE", tmp_path / "judge.json")
    assert main(["finetune", "--judge"]) == 0
    assert sum(json.loads((tmp_path / "judge.json").read_text())["marks"].values()) == len(read_marks())
    assert "nonsense" in capsys.readouterr().err


def test_one_thing_is_trained_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    for given in (["finetune"], ["finetune", "--house", "--judge"]):
        assert main(given) == 2
    assert "--judge" in capsys.readouterr().err


def test_marks_that_are_not_there_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["finetune", "--house", "--mended", "--marked", "nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_adapter_that_cannot_be_taught_further_is_refused_before_the_team_starts(
    workers: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = tiny_models.llama(tmp_path / "base")
    monkeypatch.setattr(finetune, "unpacked_bundle", lambda *_: base)
    save_adapter(training(base, tmp_path / "work", SETTINGS).model, tmp_path / "other", {})
    asked = ["finetune", "--house", "--workers", workers, "--out", str(tmp_path / "out"), "--from"]
    assert main([*asked, str(tmp_path / "nowhere")]) == 1
    assert main([*asked, str(tmp_path / "other")]) == 2
    said = capsys.readouterr().err
    assert "There is no adapter in" in said
    assert "--from: The adapter in" in said
    assert not (tmp_path / "out").exists()
