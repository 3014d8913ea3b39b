from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.__main__ import main
from tests.unit.cli.conftest import BRIEF

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def briefs(tmp_path: Path) -> str:
    path = tmp_path / "briefs.jsonl"
    path.write_text("\n".join(json.dumps({**BRIEF, "channels": [channel]}) for channel in ("sms", "push")) + "\n\n")
    return str(path)


def test_it_counts_first_draws_and_variants_by_channel_as_json(briefs: str, capsys: Captured) -> None:
    assert main(["evaluate", "--briefs", briefs, "--n", "2", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [(row["channel"], row["briefs"]) for row in report["rows"]] == [("sms", 1), ("push", 1), ("all", 2)]
    assert report["rows"][-1]["first_drafts"] == 4
    assert report["n"] == 2


def test_it_prints_a_table_and_writes_every_draft(briefs: str, tmp_path: Path, capsys: Captured) -> None:
    texts = tmp_path / "texts.jsonl"
    assert main(["evaluate", "--briefs", briefs, "--n", "2", "--unaided", "--texts", str(texts)]) == 0
    table = capsys.readouterr().out.splitlines()
    assert [line.split(" | ")[0] for line in table] == ["| channel", "| ---", "| sms", "| push", "| all"]
    lines = [json.loads(line) for line in texts.read_text().splitlines()]
    assert [line["channel"] for line in lines] == ["sms"] * 2 + ["push"] * 2


def test_a_wrong_key_is_named_with_its_line(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "briefs.jsonl"
    path.write_text(json.dumps(BRIEF) + "\n" + json.dumps({**BRIEF, "brnd": "x"}))
    assert main(["evaluate", "--briefs", str(path)]) == 2
    assert capsys.readouterr().err.startswith("brnd: Line 2: Unknown key “brnd”.")


@pytest.mark.parametrize(("option", "value"), [("--n", "0"), ("--per-channel", "0"), ("--briefs", "empty.jsonl")])
def test_nothing_to_write_is_refused(option: str, value: str, capsys: Captured) -> None:
    Path("empty.jsonl").write_text("\n")
    assert main(["evaluate", option, value]) == 2
    assert capsys.readouterr().err.startswith(f"{option}: ")
