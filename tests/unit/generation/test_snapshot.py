from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.channels.catalogue import load_catalogue
from core.domain import Draft, Run, RunStatus
from core.generation.plan import waves_for
from core.generation.snapshot import snapshot
from core.generation.view import RunView
from core.live import LiveBoard, LiveText
from tests.support.building import a_cell, a_draft, a_run

CHANNELS = load_catalogue()
BUDGET = waves_for(4, CHANNELS.get("meta_primary")).budget


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def running(cells: int = 1) -> Run:
    return a_run(
        status=RunStatus.RUNNING,
        n=4,
        cells=tuple(a_cell(index=index) for index in range(cells)),
        created_at=datetime.now(UTC) - timedelta(days=2),
    )


def drawn(run: Run, passed: int, rejected: int, cell: int = 0) -> list[Draft]:
    return [
        a_draft(run, number, cell=cell, passed=number < passed, text=f"text {cell} {number}")
        for number in range(passed + rejected)
    ]


def look(run: Run, drafts: list[Draft], live: LiveBoard | None = None) -> RunView:
    return snapshot(run, drafts, (), live or LiveBoard(), CHANNELS)


def test_a_queued_run_has_got_nowhere_and_foresees_nothing() -> None:
    view = look(running(), [])
    assert (view.progress, view.seconds_left, view.is_busy) == (0.0, None, True)


def test_progress_is_the_nearer_of_texts_found_and_drafts_spent() -> None:
    run = running()
    assert look(run, drawn(run, 1, 0)).progress == pytest.approx(1 / 12)
    assert look(run, drawn(run, 0, BUDGET // 2)).progress == pytest.approx(0.5)


def test_progress_never_falls_as_drafts_come_in_and_cells_end() -> None:
    run, drafts, seen = running(cells=2), [], []
    for cell in range(2):
        for passed in (False, False, True, False, True, True, True, True):
            drafts.append(a_draft(run, len(drafts), cell=cell, passed=passed))
            seen.append(look(run, drafts).progress)
        drafts = [_ranked(draft) for draft in drafts]
        seen.append(look(run, drafts).progress)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_a_rank_that_a_person_gave_to_a_rejected_draft_does_not_end_the_cell() -> None:
    run = running()
    before = look(run, drawn(run, 1, 3))
    drafts = [a_draft(run, 0), *(a_draft(run, number, passed=False, rank=1) for number in (1, 2, 3))]
    after = look(run, drafts)
    assert not after.cells[0].is_over
    assert after.progress == before.progress


def test_what_passed_waits_until_the_cell_is_over_and_is_then_chosen_or_passed_over() -> None:
    run = running()
    drafts = drawn(run, 6, 2)
    (cell,) = look(run, drafts).cells
    assert (len(cell.waiting), len(cell.passed_over), len(cell.rejected)) == (4, 0, 2)
    (cell,) = look(run, [_ranked(draft) if draft.number < 4 else draft for draft in drafts]).cells
    assert (cell.is_over, len(cell.waiting), len(cell.passed_over), len(cell.rejected)) == (True, 0, 2, 2)


def test_a_cell_whose_budget_is_spent_for_nothing_is_over() -> None:
    run = running(cells=2)
    first, second = look(run, drawn(run, 0, BUDGET)).cells
    assert (first.is_over, second.is_over) == (True, False)


def test_texts_grow_in_their_own_cell() -> None:
    run, live = running(cells=2), LiveBoard()
    live.publish(run.id, LiveText(1, 0, "Bright"))
    first, second = look(run, [], live).cells
    assert first.growing == ()
    assert [text.text for text in second.growing] == ["Bright"]


def test_time_left_goes_by_this_process_and_not_by_how_long_ago_the_run_was_asked_for() -> None:
    clock = Clock()
    run, live = running(), LiveBoard(clock)
    live.take_up(run.id, 1 / 8)
    clock.now += 10
    assert look(run, drawn(run, 4, 0), live).seconds_left == pytest.approx(32)


def test_time_left_is_not_told_before_this_process_got_anywhere() -> None:
    run, live = running(), LiveBoard()
    assert look(run, drawn(run, 2, 0), live).seconds_left is None
    live.take_up(run.id, 0.5)
    assert look(run, drawn(run, 2, 0), live).seconds_left is None


@pytest.mark.parametrize("status", [RunStatus.DONE, RunStatus.CANCELLED, RunStatus.FAILED])
def test_a_run_that_is_over_is_all_done_and_may_still_have_a_note(status: RunStatus) -> None:
    run, live = a_run(status=status), LiveBoard()
    live.note(run.id, "None of 32 new drafts passed the checks.")
    view = look(run, [], live)
    assert (view.progress, view.seconds_left, view.is_busy) == (1.0, None, False)
    assert view.note == "None of 32 new drafts passed the checks."
    live.replacing(run.id, "v", going_on=True)
    assert look(run, [], live).is_busy


def _ranked(draft: Draft) -> Draft:
    return replace(draft, rank=draft.number + 1) if draft.passed else draft
