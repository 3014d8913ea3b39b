"""Numbering, counting starts, and writing at once."""

from __future__ import annotations

import json
from pathlib import Path

from core.channels.catalogue import load_catalogue
from core.engines.scripted import ScriptedEngine
from core.generation.at_once import write_at_once
from core.generation.numbering import Numbering
from core.job_starts import JobStarts
from tests.support.building import a_cell, a_draft, a_run
from tests.support.scripts import bad, mixed

CHANNELS = load_catalogue()


def test_numbers_are_never_given_twice() -> None:
    run, numbering = a_run(), Numbering()
    drafts = [a_draft(run, number) for number in (0, 1, 60)]
    assert numbering.take(run, run.cells[0], drafts, least=48, count=4) == range(61, 65)
    assert numbering.take(run, run.cells[0], drafts, least=48, count=4) == range(65, 69)
    assert numbering.take(run, a_cell(index=1), [], least=48, count=4) == range(48, 52)


def test_starts_are_counted_until_the_job_gets_further_or_is_over(tmp_path: Path) -> None:
    starts = JobStarts(tmp_path / "starts.json")
    for _ in range(3):
        starts.started("a")
    starts.started("b")
    assert (starts.of("a"), starts.of("b"), starts.of("c")) == (3, 1, 0)
    starts.got_further("a")
    assert starts.of("a") == 1
    starts.forget("a")
    assert starts.of("a") == 0
    assert json.loads((tmp_path / "starts.json").read_text()) == {"b": 1}


def test_counts_outlive_the_process_and_a_torn_file_counts_as_none(tmp_path: Path) -> None:
    file = tmp_path / "starts.json"
    JobStarts(file).started("a")
    assert JobStarts(file).of("a") == 1
    file.write_text('{"a": ')
    assert JobStarts(file).of("a") == 0


def test_writing_at_once_is_the_same_work_as_a_run() -> None:
    (drafts,) = write_at_once(ScriptedEngine("mixed", mixed), CHANNELS, [a_cell()], n=2, seed=7)
    assert sorted(draft.rank for draft in drafts if draft.rank) == [1, 2]
    assert [draft.number for draft in drafts] == list(range(len(drafts)))
    assert all(draft.passed for draft in drafts if draft.rank)


def test_writing_at_once_ends_when_the_budget_is_spent() -> None:
    (drafts,) = write_at_once(ScriptedEngine("bad", bad), CHANNELS, [a_cell()], n=1, seed=7)
    assert not any(draft.rank or draft.passed for draft in drafts)
    assert len(drafts) >= 12
