from __future__ import annotations

import threading
from functools import partial

from core.domain import Variant
from core.engines.base import Prompt
from core.engines.scripted import ScriptedEngine
from core.generation.regeneration import WAVE, WAVES
from tests.support.scripts import Changeable, a_request, bad, fine
from tests.unit.generation.conftest import Bench


def variants(bench: Bench, run_id: str) -> tuple[Variant, ...]:
    return bench.view(run_id).cells[0].variants


def asking_for(variant: Variant, earlier: int = 0) -> str:
    return f"{variant.id}:{variant.draft.number + 1 + earlier}"


def test_the_new_text_takes_the_old_ones_place_and_the_others_stay(bench: Bench) -> None:
    run = bench.written(a_request(n=3)).run
    one, two, three = variants(bench, run.id)
    bench.regeneration.write(asking_for(two), bench.step)
    after = variants(bench, run.id)
    assert (after[0], after[2]) == (one, three)
    assert after[1].draft.rank == 2
    assert after[1].draft.replaces == two.id
    assert after[1].passed
    assert after[1].text not in {one.text, two.text, three.text}
    assert bench.view(run.id).being_replaced == frozenset()
    assert bench.view(run.id).note == ""


def test_numbers_of_new_drafts_lie_after_all_that_the_cells_own_waves_may_use(bench: Bench) -> None:
    run = bench.written(a_request(n=1)).run
    (variant,) = variants(bench, run.id)
    bench.regeneration.write(asking_for(variant), bench.step)
    (new,) = variants(bench, run.id)
    assert new.draft.number >= 12


def test_when_nothing_passes_the_text_stays_and_the_finished_run_says_so(bench: Bench) -> None:
    script = Changeable(fine)
    bench.models["changing"] = ScriptedEngine("changing", script)
    run = bench.written(a_request(model="changing", n=2)).run
    before = variants(bench, run.id)
    script.script = bad
    bench.regeneration.write(asking_for(before[0]), bench.step)
    view = bench.view(run.id)
    assert variants(bench, run.id) == before
    assert view.run.status.is_over
    assert view.note == f"None of {WAVE * WAVES} new drafts passed the checks; the text stays as it was."
    assert not view.is_busy
    with bench.database.read() as work:
        tried = [draft for draft in work.drafts.list(run.id) if draft.replaces == before[0].id]
    assert len(tried) == WAVE * WAVES


def test_a_model_that_is_gone_is_told_and_the_text_stays(bench: Bench) -> None:
    run = bench.written(a_request(n=1)).run
    before = variants(bench, run.id)
    del bench.models["fine"]
    bench.regeneration.write(asking_for(before[0]), bench.step)
    assert variants(bench, run.id) == before
    assert "no model “fine”" in bench.view(run.id).note
    assert bench.view(run.id).being_replaced == frozenset()


def test_a_job_done_twice_replaces_once(bench: Bench) -> None:
    run = bench.written(a_request(n=1)).run
    (old,) = variants(bench, run.id)
    bench.regeneration.write(asking_for(old), bench.step)
    after = variants(bench, run.id)
    bench.regeneration.write(asking_for(old), bench.step)
    assert variants(bench, run.id) == after


def test_a_wave_that_was_stored_before_the_process_died_is_not_drawn_again(bench: Bench) -> None:
    script = Changeable(fine)
    bench.models["changing"] = ScriptedEngine("changing", script)
    run = bench.written(a_request(model="changing", n=1)).run
    (old,) = variants(bench, run.id)
    script.script = bad

    class Killed(BaseException):
        pass

    def dies_after_the_first(name, work):  # type: ignore[no-untyped-def]
        work()
        raise Killed

    try:
        bench.regeneration.write(asking_for(old), dies_after_the_first)
    except Killed:
        bench.regeneration.write(asking_for(old), bench.step)
    with bench.database.read() as work:
        tried = [draft.number for draft in work.drafts.list(run.id) if draft.replaces == old.id]
    assert len(tried) == len(set(tried)) == WAVE * WAVES


def test_two_variants_of_one_cell_written_again_at_once_are_both_replaced(bench: Bench) -> None:
    meeting = threading.Barrier(2, timeout=10)
    script = Changeable(fine)
    first_call = threading.local()

    class Together(ScriptedEngine):
        """Both jobs have chosen their numbers before either draws."""

        def draft(self, *args, **more):  # type: ignore[no-untyped-def]
            if script.script is not fine and not getattr(first_call, "over", False):
                first_call.over = True
                meeting.wait()
            return super().draft(*args, **more)

    bench.models["together"] = Together("together", script)
    run = bench.written(a_request(model="together", n=2)).run
    one, two = variants(bench, run.id)
    script.script = partial(fine)
    jobs = [threading.Thread(target=bench.regeneration.write, args=(asking_for(old), bench.step)) for old in (one, two)]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join(20)
    after = variants(bench, run.id)
    assert [variant.draft.rank for variant in after] == [1, 2]
    assert {variant.draft.replaces for variant in after} == {one.id, two.id}


def test_growing_texts_say_which_variant_they_may_replace(bench: Bench) -> None:
    seen: set[str | None] = set()

    def looking(prompt: Prompt, seed: int) -> str:
        return fine(prompt, seed)

    class Looking(ScriptedEngine):
        def draft(self, *args, on_text, **more):  # type: ignore[no-untyped-def]
            def listen(index: int, text: str) -> bool:
                goes_on: bool = on_text(index, text)
                seen.update(growing.replaces for growing in bench.live.growing(run_id[0]))
                return goes_on

            return super().draft(*args, on_text=listen, **more)

    run_id = [""]
    bench.models["looking"] = Looking("looking", looking)
    run = bench.written(a_request(model="looking", n=1)).run
    run_id[0] = run.id
    (old,) = variants(bench, run.id)
    bench.regeneration.write(asking_for(old), bench.step)
    assert seen == {old.id}
    assert bench.live.growing(run.id) == ()


def test_closing_stops_and_leaves_the_text(bench: Bench) -> None:
    run = bench.written(a_request(n=1)).run
    before = variants(bench, run.id)
    bench.closing = True
    bench.regeneration.write(asking_for(before[0]), bench.step)
    assert variants(bench, run.id) == before
    assert not any(draft.replaces for draft in bench.view(run.id).cells[0].passed_over)


def test_a_job_given_up_is_noted_on_the_run(bench: Bench) -> None:
    run = bench.written(a_request(n=1)).run
    (old,) = variants(bench, run.id)
    bench.regeneration.give_up(asking_for(old), "It was interrupted too often and was given up.")
    assert "stays as it was" in bench.view(run.id).note
