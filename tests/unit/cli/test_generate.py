from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.__main__ import main
from core.channels.catalogue import Catalogue, load_catalogue
from core.cli import generate
from core.errors import GenerationError
from core.library.channels import ChannelService
from core.sampling import PRESETS, SamplingSettings
from db.database import Database
from tests.unit.cli.conftest import BRIEF

LINE = (
    "persona, channel, rank, text, length, limit, passed, checks, score, "
    "model, revision, adapter, prompt, seed, settings, seconds"
).split(", ")
Captured = pytest.CaptureFixture[str]


def lines_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def without_seconds(text: str) -> list[dict[str, Any]]:
    return [{name: value for name, value in line.items() if name != "seconds"} for line in lines_of(text)]


def test_every_variant_is_a_line_with_every_field(brief: str, capsys: Captured) -> None:
    assert main(["generate", brief, "--n", "2", "--seed", "1"]) == 0
    lines = lines_of(capsys.readouterr().out)
    assert [(line["channel"], line["rank"]) for line in lines] == [
        ("meta_primary", 1),
        ("meta_primary", 2),
        ("sms", 1),
        ("sms", 2),
    ]
    for line in lines:
        assert [name for name in LINE if name not in line] == []
        assert line["passed"] is True
        assert line["persona"] == "The teacher"
        assert 0 < line["length"] <= line["limit"]
        assert {tuple(check) for check in line["checks"]} == {("name", "ok", "reason")}
        assert SamplingSettings(**{**line["settings"], "stop": tuple(line["settings"]["stop"])}) == PRESETS["Balanced"]
        assert "Brightmug" in line["prompt"]


def test_the_same_seed_writes_the_same_and_another_does_not(brief: str, capsys: Captured) -> None:
    texts = []
    for seed in ("1", "1", "2"):
        assert main(["generate", brief, "--n", "2", "--seed", seed]) == 0
        texts.append(without_seconds(capsys.readouterr().out))
    assert texts[0] == texts[1] != texts[2]


def test_drafts_come_after_the_variants_and_have_no_rank(brief: str, capsys: Captured) -> None:
    assert main(["generate", brief, "--n", "1", "--drafts"]) == 0
    lines = lines_of(capsys.readouterr().out)
    ranks = [line["rank"] for line in lines if line["channel"] == "sms"]
    assert ranks[0] == 1
    assert len(ranks) > 1
    assert set(ranks[1:]) == {None}


def test_the_model_named_is_the_model_that_writes(brief: str, capsys: Captured) -> None:
    assert main(["generate", brief, "--n", "1", "--model", "gpt2"]) == 0
    assert {line["model"] for line in lines_of(capsys.readouterr().out)} == {"gpt2"}


def test_standard_output_holds_lines_only_and_progress_goes_elsewhere(brief: str, capsys: Captured) -> None:
    main(["generate", brief, "--n", "1"])
    captured = capsys.readouterr()
    assert len(lines_of(captured.out)) == 2
    assert "The teacher, sms: 1 of 1" in captured.err


def test_out_writes_the_same_lines_to_the_file(brief: str, tmp_path: Path, capsys: Captured) -> None:
    main(["generate", brief, "--n", "2"])
    printed = capsys.readouterr().out
    out = tmp_path / "copy.jsonl"
    assert main(["generate", brief, "--n", "2", "--out", str(out)]) == 0
    assert capsys.readouterr().out == ""
    assert without_seconds(out.read_text(encoding="utf-8")) == without_seconds(printed)


def test_a_failure_on_the_way_leaves_no_half_file(
    brief: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    write = generate.write_at_once

    def fail_at_the_second(*given: Any, **named: Any) -> Iterator[Any]:
        yield next(write(*given, **named))
        raise GenerationError("The engine stopped.", "Try again.")

    monkeypatch.setattr(generate, "write_at_once", fail_at_the_second)
    out = tmp_path / "copy.jsonl"
    out.write_text("yesterday's", encoding="utf-8")
    before = sorted(path.name for path in tmp_path.iterdir())
    assert main(["generate", brief, "--out", str(out)]) == 1
    assert "The engine stopped. Try again." in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "yesterday's"
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"slogan": "x"}, "slogan"),
        ({"channels": ["carrier_pigeon"]}, "carrier_pigeon"),
        ({"brand": ""}, "brand"),
        ({"a\nb": "x"}, "a b"),
    ],
)
def test_a_bad_brief_is_one_line_that_names_the_key(
    tmp_path: Path, capsys: Captured, change: dict[str, Any], named: str
) -> None:
    path = tmp_path / "bad.json"
    path.write_text(json.dumps({**BRIEF, **change}), encoding="utf-8")
    assert main(["generate", str(path)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert named in captured.err
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--n", "0"], "n:"),
        (["--n", "1000"], "n:"),
        (["--n", "many"], "--n"),
        (["--n"], "--n"),
        (["--seed", "-1"], "seed:"),
        (["--recipe", "Wild"], "--recipe"),
        (["--colour", "red"], "--colour"),
        (["--out", "no/such/folder/file"], "--out:"),
        (["--out", "."], "--out:"),
    ],
)
def test_a_bad_argument_is_one_line_that_names_it(
    brief: str, capsys: Captured, arguments: list[str], named: str
) -> None:
    assert main(["generate", brief, *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert named in captured.err
    assert captured.err.count("\n") == 1


def test_a_file_that_is_not_there_is_named(capsys: Captured) -> None:
    assert main(["generate", "nothing.json"]) == 2
    assert "nothing.json" in capsys.readouterr().err


@pytest.mark.parametrize(("given", "named"), [([], "COMMAND"), (["sing"], "sing"), (["generate"], "brief")])
def test_half_a_command_is_one_line_too(capsys: Captured, given: list[str], named: str) -> None:
    assert main(given) == 2
    told = capsys.readouterr().err
    assert named in told
    assert told.count("\n") == 1


def test_a_bad_setting_is_named(monkeypatch: pytest.MonkeyPatch, brief: str, capsys: Captured) -> None:
    monkeypatch.setenv("HOUSESTYLE_THREADS", "all")
    assert main(["generate", brief]) == 2
    assert "HOUSESTYLE_THREADS" in capsys.readouterr().err


def test_help_lists_the_commands(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    told = capsys.readouterr().out
    assert all(command in told for command in ("generate", "complete", "models", "export"))


OWN: dict[str, Any] = {"label": "Shop banner", "limit": 90, "like": "landing_hero", "source": "Our shop's template"}


@pytest.mark.parametrize("command", [["generate"], ["evaluate", "--json", "--briefs"]])
def test_a_channel_of_the_teams_own_can_be_written_for_once_it_is_stored(
    command: list[str], store: Database, tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "own.json"
    path.write_text(json.dumps({**BRIEF, "channels": ["shop_banner"]}), encoding="utf-8")
    assert main([*command, str(path), "--n", "1"]) == 2
    assert "There is no channel “shop_banner”." in capsys.readouterr().err
    service = ChannelService(store, Catalogue(load_catalogue().all()))
    service.save("shop_banner", OWN, is_new=True)
    service.save("sms", {"limit": 90})
    assert main([*command, str(path), "--n", "1"]) == 0
    assert "shop_banner" in capsys.readouterr().out
    assert load_catalogue().get("sms").limit == 160


def test_a_changed_limit_holds_on_the_command_line(store: Database, brief: str, capsys: Captured) -> None:
    ChannelService(store, Catalogue(load_catalogue().all())).save("sms", {"limit": 90})
    assert main(["generate", brief, "--n", "2"]) == 0
    lines = [line for line in lines_of(capsys.readouterr().out) if line["channel"] == "sms"]
    assert lines
    assert all(line["length"] <= line["limit"] == 90 for line in lines)


def test_a_command_makes_no_database_where_there_is_none(brief: str, var_dir: Path) -> None:
    assert main(["generate", brief, "--n", "1"]) == 0
    assert not (var_dir / "housestyle.sqlite").exists()
