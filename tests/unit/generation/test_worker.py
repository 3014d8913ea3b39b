from __future__ import annotations

import pytest

from core.channels.catalogue import load_catalogue
from core.domain import Run, RunStatus
from core.engines.base import Prompt
from core.engines.scripted import ScriptedEngine
from core.errors import NotFound, SpendingStopped
from core.generation.plan import ROWS_TOGETHER
from core.generation.progress import waves_of
from tests.support.building import a_brief
from tests.support.scripts import FINE, a_request, bad, fine
from tests.unit.generation.conftest import Bench

HARD = "a mug that nobody can write about"


def is_hard(prompt: Prompt) -> bool:
    return HARD in prompt.messages[-1].content


def test_a_run_ends_with_as_many_variants_as_were_asked_for_best_first(bench: Bench) -> None:
    view = bench.written(a_request(n=3))
    (cell,) = view.cells
    assert view.run.status is RunStatus.DONE
    assert view.run.finished_at is not None
    assert [variant.draft.rank for variant in cell.variants] == [1, 2, 3]
    assert all(variant.passed for variant in cell.variants)
    assert len({variant.text for variant in cell.variants}) == 3
    assert cell.waiting == ()
    assert bench.steps == ["begin", "draw 0", "finish"]


def test_rejected_drafts_are_kept_with_their_reasons(bench: Bench) -> None:
    (cell,) = bench.written(a_request(model="mixed", n=2)).cells
    assert len(cell.variants) == 2
    assert cell.rejected
    for draft in cell.rejected:
        assert [check.reason for check in draft.checks if not check.ok]


def test_a_run_whose_drafts_never_pass_shows_none_and_pads_nothing(bench: Bench) -> None:
    view = bench.written(a_request(model="bad", n=1))
    (cell,) = view.cells
    assert view.run.status is RunStatus.DONE
    assert view.run.error == ""
    assert cell.variants == ()
    assert cell.passed_over == ()
    assert cell.is_over
    assert len(cell.rejected) == waves_of(view.run, cell.cell, load_catalogue()).budget


def test_a_run_with_too_few_passing_texts_shows_those(bench: Bench) -> None:
    bench.models["few"] = ScriptedEngine("few", lambda prompt, seed: fine(prompt, seed % 2))
    (cell,) = bench.written(a_request(model="few", n=4)).cells
    assert {variant.text for variant in cell.variants} == set(FINE[:2])
    assert [variant.draft.rank for variant in cell.variants] == [1, 2]


def test_a_model_that_cannot_be_had_ends_the_run_with_its_message(bench: Bench) -> None:
    view = bench.written(a_request(model="nowhere"))
    assert view.run.status is RunStatus.FAILED
    assert view.run.error == "There is no model “nowhere”. Choose another."
    assert view.note == ""
    assert bench.steps == ["begin", "draw 0"]


def test_a_failed_run_shows_what_had_passed(bench: Bench) -> None:
    calls: list[int] = []

    def breaks(prompt: Prompt, seed: int) -> str:
        calls.append(seed)
        if len(calls) == 73:  # the second group, of three cells as the first
            del bench.models["breaks"]
        return fine(prompt, seed)

    bench.models["breaks"] = ScriptedEngine("breaks", breaks)
    view = bench.written(a_request(model="breaks", n=6, briefs=a_request().briefs * 7))
    assert view.run.status is RunStatus.FAILED
    assert [len(cell.variants) for cell in view.cells] == [6, 6, 6, 6, 6, 6, 0]


def test_every_cell_is_written_once_and_in_order(bench: Bench) -> None:
    request = a_request(n=1, briefs=a_request().briefs * 2, recipes=a_request().recipes * 2)
    view = bench.written(request)
    assert [cell.cell.index for cell in view.cells] == [0, 1, 2, 3]
    assert [len(cell.variants) for cell in view.cells] == [1, 1, 1, 1]
    assert bench.steps == ["begin", "draw 0", "finish"]


def test_cells_are_drawn_in_one_batch_and_the_next_takes_the_room_that_others_leave(bench: Bench) -> None:
    batches: list[list[int]] = []

    class Counting(ScriptedEngine):
        def draft_together(self, asks, on_text):  # type: ignore[no-untyped-def]
            batches.append([len(ask.seeds) for ask in asks])
            return super().draft_together(asks, on_text)

    bench.models["counting"] = Counting("counting", fine)
    bench.written(a_request(model="counting", n=8, briefs=a_request().briefs * 4))
    assert batches == [[24, 24, 24], [8, 8, 8, 24], [8]]
    assert max(sum(rows) for rows in batches) <= ROWS_TOGETHER
    assert bench.steps == ["begin", "draw 0", "draw 1", "draw 2", "finish"]


def test_a_cell_is_ranked_as_soon_as_it_has_enough_though_others_go_on(bench: Bench) -> None:
    run = bench.stored(a_request(model="one", n=4, briefs=(a_brief(), a_brief(product=HARD))))
    bench.models["one"] = ScriptedEngine("one", lambda prompt, seed: (bad if is_hard(prompt) else fine)(prompt, seed))
    ranked: list[list[int]] = []

    def step(name, work):  # type: ignore[no-untyped-def]
        result = work()
        if name.startswith("draw"):
            ranked.append([len(cell.variants) for cell in bench.view(run.id).cells])
        return result

    bench.worker.write_run(run.id, step)
    assert ranked[0] == [4, 0]
    assert len(ranked) > 1


def test_a_run_done_again_from_the_start_changes_nothing(bench: Bench) -> None:
    before = bench.written(a_request(model="mixed"))
    bench.worker.write_run(before.run.id, bench.step)
    assert bench.view(before.run.id) == before


@pytest.mark.parametrize("done", range(1, 6))
def test_a_run_left_after_any_step_and_begun_anew_ends_the_same(bench: Bench, done: int) -> None:
    several_waves = a_request(model="mixed", n=8, briefs=a_request().briefs * 4)
    whole = bench.written(several_waves)

    class Killed(BaseException):
        pass

    def step(name, work):  # type: ignore[no-untyped-def]
        nonlocal left
        if not left:
            raise Killed
        left -= 1
        return work()

    left, run = done, bench.stored(several_waves)
    with pytest.raises(Killed):
        bench.worker.write_run(run.id, step)
    bench.worker.write_run(run.id, bench.step)
    again = bench.view(run.id)
    assert again.run.status is RunStatus.DONE
    assert texts(again) == texts(whole)


def test_closing_gives_the_wave_up_and_stores_nothing_of_it(bench: Bench) -> None:
    bench.closing = True
    view = bench.written(a_request())
    assert view.run.status is RunStatus.RUNNING
    assert view.cells[0].growing == ()
    assert (view.cells[0].waiting, view.cells[0].rejected) == ((), ())
    bench.closing = False
    bench.worker.write_run(view.run.id, bench.step)
    assert bench.view(view.run.id).run.status is RunStatus.DONE


def test_stopping_keeps_and_ranks_what_had_passed_and_stores_nothing_more(bench: Bench) -> None:
    run = bench.stored(a_request(model="stopping", n=12))
    calls: list[int] = []

    def stopping(prompt: Prompt, seed: int) -> str:
        calls.append(seed)
        if len(calls) == 25:
            bench.worker.stop(run.id)
        return fine(prompt, seed)

    bench.models["stopping"] = ScriptedEngine("stopping", stopping)
    bench.worker.write_run(run.id, bench.step)
    view = bench.view(run.id)
    assert view.run.status is RunStatus.CANCELLED
    (cell,) = view.cells
    assert {variant.draft.number for variant in cell.variants} <= set(range(24))
    assert [variant.draft.rank for variant in cell.variants] == list(range(1, len(cell.variants) + 1))
    assert cell.variants
    assert len(cell.variants) + len(cell.rejected) + len(cell.passed_over) == 24


def test_drafts_that_come_after_the_stop_are_not_stored(bench: Bench) -> None:
    run = bench.stored(a_request(model="deaf"))

    class Deaf(ScriptedEngine):
        """Asks nobody while it writes, as a search with beams."""

        def draft(self, *args, **more):  # type: ignore[no-untyped-def]
            bench.worker.stop(run.id)
            del more["on_text"]
            return super().draft(*args, **more)

    bench.models["deaf"] = Deaf("deaf", fine)
    bench.worker.write_run(run.id, bench.step)
    view = bench.view(run.id)
    assert view.run.status is RunStatus.CANCELLED
    assert (view.cells[0].variants, view.cells[0].passed_over) == ((), ())


def test_a_queued_run_that_is_stopped_is_never_written(bench: Bench) -> None:
    run = bench.stored(a_request())
    bench.worker.stop(run.id)
    bench.worker.write_run(run.id, bench.step)
    view = bench.view(run.id)
    assert view.run.status is RunStatus.CANCELLED
    assert bench.models["fine"].history == []  # type: ignore[attr-defined]


def test_a_run_that_is_over_stays_as_it_ended(bench: Bench) -> None:
    view = bench.written(a_request())
    bench.worker.stop(view.run.id)
    bench.worker.give_up(view.run.id, "Why not.")
    assert bench.view(view.run.id) == view


def test_a_run_given_up_says_why(bench: Bench) -> None:
    run = bench.stored(a_request(), RunStatus.RUNNING)
    bench.worker.give_up(run.id, "It was interrupted too often and was given up.")
    view = bench.view(run.id)
    assert view.run.status is RunStatus.FAILED
    assert "interrupted too often" in view.run.error


def test_stopping_an_unknown_run_says_that_it_is_not_there(bench: Bench) -> None:
    with pytest.raises(NotFound):
        bench.worker.stop("0" * 32)


def test_a_draft_shown_by_a_person_in_mid_run_does_not_keep_the_best_from_being_ranked(bench: Bench) -> None:
    run = bench.stored(a_request(model="mixed", n=8))
    shown: list[str] = []

    def step(name, work):  # type: ignore[no-untyped-def]
        result = work()
        if name == "draw 0":
            with bench.database.work() as unit:
                rejected = next(draft for draft in unit.drafts.list(run.id) if not draft.passed)
                unit.drafts.set_ranks({rejected.id: 1})
                unit.commit()
            shown.append(rejected.id)
            assert not bench.view(run.id).cells[0].is_over
        return result

    bench.worker.write_run(run.id, step)
    (cell,) = bench.view(run.id).cells
    assert [variant.draft.rank for variant in cell.variants] == list(range(1, 10))
    assert [variant.passed for variant in cell.variants] == [True] * 8 + [False]
    assert cell.variants[8].id == shown[0]


def test_a_run_ends_at_a_ceiling_between_waves_and_keeps_what_passed(bench: Bench) -> None:
    asked: list[str] = []

    def may_go_on(run: Run) -> None:
        asked.append(run.id)
        if len(asked) == 2:
            raise SpendingStopped("The ceiling is reached.", "Raise it.")

    bench.worker._may_go_on = may_go_on
    view = bench.written(a_request(model="mixed", n=8))
    assert (view.run.status, view.run.error) == (RunStatus.FAILED, "The ceiling is reached. Raise it.")
    (cell,) = view.cells
    assert cell.variants
    assert [variant.draft.rank for variant in cell.variants] == list(range(1, len(cell.variants) + 1))
    assert bench.steps == ["begin", "draw 0", "draw 1"]


def test_a_run_that_may_not_begin_asks_no_model(bench: Bench) -> None:
    def may_go_on(_run: Run) -> None:
        raise SpendingStopped("The ceiling is reached.", "Raise it.")

    bench.worker._may_go_on = may_go_on
    assert bench.written(a_request()).run.status is RunStatus.FAILED
    assert bench.models["fine"].history == []  # type: ignore[attr-defined]


def texts(view):  # type: ignore[no-untyped-def]
    return [[(variant.draft.number, variant.text) for variant in cell.variants] for cell in view.cells]


def test_two_models_write_the_same_brief_each_its_own_cell(bench: Bench) -> None:
    bench.models["other"] = ScriptedEngine("other", lambda prompt, seed: fine(prompt, seed + 1))
    view = bench.written(a_request(rival="other", n=2))
    assert view.run.status is RunStatus.DONE
    assert view.run.writers == ("fine", "other")
    wrote = [{variant.draft.provenance.model for variant in cell.variants} for cell in view.cells]
    assert wrote == [{"fine"}, {"other"}]
    assert all(len(cell.variants) == 2 for cell in view.cells)
