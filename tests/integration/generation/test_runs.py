from __future__ import annotations

import time
from dataclasses import replace

import pytest

from core.domain import BriefPersona, RunStatus, Verdict
from core.engines.scripted import ScriptedEngine
from core.errors import InvalidInput, NotFound
from tests.integration.generation.conftest import Studio
from tests.support.building import a_brief, a_recipe
from tests.support.scripts import Changeable, a_request, bad, fine


def test_a_run_is_started_at_once_and_ends_by_itself(studio: Studio) -> None:
    before = time.monotonic()
    run_id = studio.app.generation.start(a_request(n=4))
    assert time.monotonic() - before < 1
    view = studio.finished(run_id)
    assert view.run.status is RunStatus.DONE
    assert [variant.draft.rank for variant in view.cells[0].variants] == [1, 2, 3, 4]
    assert view.cells[0].growing == ()
    assert studio.app.generation.recent(limit=1)[0].id == run_id


def test_the_shelfs_own_engine_writes_where_no_other_is_given(studio: Studio) -> None:
    assert studio.app.models.get("any").info.versions == "scripted 1"


def test_texts_grow_side_by_side_and_progress_never_falls(studio: Studio) -> None:
    studio.models["steady"] = ScriptedEngine("steady", fine, word_seconds=0.02)
    run_id = studio.app.generation.start(a_request(model="steady", n=8, briefs=(a_brief(),) * 2))
    most, grew, progress, left = 0, set(), [], []
    while (view := studio.app.generation.watch(run_id)).is_busy:
        growing = [text for cell in view.cells for text in cell.growing]
        most = max(most, len([text for text in growing if text.text]))
        grew |= {(text.cell, text.number, text.text) for text in growing}
        progress.append(view.progress)
        left.append(view.seconds_left)
        time.sleep(0.01)
    assert most >= 2
    assert len({text for cell, number, text in grew if (cell, number) == (0, 0)}) > 3
    assert progress == sorted(progress)
    assert 0 <= progress[0] < progress[-1] <= 1
    assert view.progress == 1
    told = [seconds for seconds in left if seconds is not None]
    assert told
    assert all(0 <= seconds < 30 for seconds in told)
    assert view.seconds_left is None


def test_every_persona_and_channel_and_recipe_has_a_set_of_its_own(studio: Studio) -> None:
    personas = ("The teacher, her coffee always goes cold", "The runner, up before dawn with a coffee")
    briefs = tuple(
        a_brief(channel=channel, persona=BriefPersona(name=words.split(",")[0], description=words))
        for words in personas
        for channel in ("meta_primary", "google_description")
    )
    recipes = (a_recipe(), a_recipe(id="bold", name="Bold"))
    view = studio.finished(studio.app.generation.start(a_request(briefs=briefs, recipes=recipes, n=1)))
    assert view.run.status is RunStatus.DONE
    assert [(cell.cell.brief, cell.cell.recipe.name) for cell in view.cells] == [
        (brief, name) for brief in briefs for name in ("Balanced", "Bold")
    ]
    for cell in view.cells:
        assert len(cell.variants) == 1
        assert cell.variants[0].brief == cell.cell.brief
        assert cell.variants[0].recipe == cell.cell.recipe.name


def test_the_same_seed_gives_the_same_variants(studio: Studio) -> None:
    one, two, other = (studio.finished(studio.app.generation.start(a_request(seed=seed, n=2))) for seed in (11, 11, 12))
    texts = [[variant.text for variant in view.cells[0].variants] for view in (one, two, other)]
    assert texts[0] == texts[1] != texts[2]


def test_a_run_that_cannot_pass_ends_done_with_none_and_its_reasons(studio: Studio) -> None:
    view = studio.finished(studio.app.generation.start(a_request(model="bad", n=1)))
    assert view.run.status is RunStatus.DONE
    assert view.cells[0].variants == ()
    assert all(not draft.passed and draft.text.startswith("Buy it now") for draft in view.cells[0].rejected)


def test_a_missing_model_fails_the_run_with_its_own_words(studio: Studio) -> None:
    view = studio.finished(studio.app.generation.start(a_request(model="nowhere")))
    assert (view.run.status, view.run.error) == (RunStatus.FAILED, "There is no model “nowhere”. Choose another.")


def test_a_fault_of_the_program_ends_the_run_and_not_the_studio(studio: Studio) -> None:
    def faulty(_prompt: object, _seed: int) -> str:
        raise ZeroDivisionError("a fault for the test")

    studio.models["faulty"] = ScriptedEngine("faulty", faulty)
    view = studio.finished(studio.app.generation.start(a_request(model="faulty")))
    assert view.run.status is RunStatus.FAILED
    assert "ZeroDivisionError: a fault for the test" in view.run.error
    assert studio.finished(studio.app.generation.start(a_request())).run.status is RunStatus.DONE


def test_what_cannot_be_asked_for_is_not_stored(studio: Studio) -> None:
    before = studio.app.generation.recent(limit=200)
    for request in (a_request(n=0), a_request(briefs=(a_brief(channel="pigeon post"),)), a_request(briefs=())):
        with pytest.raises(InvalidInput):
            studio.app.generation.start(request)
    assert studio.app.generation.recent(limit=200) == before


def test_an_unknown_run_is_not_found(studio: Studio) -> None:
    for ask in (studio.app.generation.watch, studio.app.generation.cancel, studio.app.generation.regenerate):
        with pytest.raises(NotFound):
            ask("0" * 32)


def test_runs_started_together_all_end_well(studio: Studio) -> None:
    ids = [studio.app.generation.start(a_request(seed=seed, n=2, model="mixed")) for seed in range(6)]
    for run_id in ids:
        view = studio.finished(run_id)
        assert view.run.status is RunStatus.DONE
        assert len(view.cells[0].variants) == 2


def test_writing_one_again_replaces_it_and_no_other(studio: Studio) -> None:
    run_id = studio.app.generation.start(a_request(n=3))
    before = studio.finished(run_id).cells[0].variants
    studio.app.generation.regenerate(before[1].id)
    studio.app.generation.regenerate(before[1].id)
    after = studio.finished(run_id).cells[0].variants
    assert (after[0], after[2]) == (before[0], before[2])
    assert after[1].draft.replaces == before[1].id
    assert after[1].draft.rank == 2
    studio.app.generation.regenerate(before[1].id)
    assert studio.finished(run_id).cells[0].variants == after


def test_writing_again_that_fails_says_so_on_the_finished_run_and_can_be_tried_again(studio: Studio) -> None:
    script = Changeable(fine)
    studio.models["changing"] = ScriptedEngine("changing", script)
    run_id = studio.app.generation.start(a_request(model="changing", n=1))
    before = studio.finished(run_id).cells[0].variants
    script.script = bad
    for _ in range(2):
        studio.app.generation.regenerate(before[0].id)
        view = studio.finished(run_id)
        assert view.cells[0].variants == before
        assert view.run.status.is_over
        assert "None of 32 new drafts passed" in view.note
    script.script = fine
    studio.app.generation.regenerate(before[0].id)
    view = studio.finished(run_id)
    assert view.cells[0].variants[0].draft.replaces == before[0].id
    assert view.note == ""


def test_writing_again_after_its_model_was_gone_can_be_tried_again(studio: Studio) -> None:
    studio.models["coming"] = ScriptedEngine("coming", fine)
    run_id = studio.app.generation.start(a_request(model="coming", n=1))
    (before,) = studio.finished(run_id).cells[0].variants
    engine = studio.models.pop("coming")
    studio.app.generation.regenerate(before.id)
    assert "no model" in studio.finished(run_id).note
    studio.models["coming"] = engine
    studio.app.generation.regenerate(before.id)
    assert studio.finished(run_id).cells[0].variants[0].draft.replaces == before.id


def test_people_may_show_a_rejected_draft_and_its_failed_checks_stay(studio: Studio) -> None:
    run_id = studio.app.generation.start(a_request(model="mixed", n=2))
    rejected = studio.finished(run_id).cells[0].rejected[0]
    studio.app.generation.show_anyway(rejected.id)
    studio.app.generation.show_anyway(rejected.id)
    (cell,) = studio.app.generation.watch(run_id).cells
    assert [variant.draft.rank for variant in cell.variants] == [1, 2, 3]
    assert cell.variants[2].draft == replace(rejected, rank=3)
    assert not cell.variants[2].passed
    assert rejected.id not in {draft.id for draft in cell.rejected}


def test_only_what_is_shown_can_be_written_again(studio: Studio) -> None:
    run_id = studio.app.generation.start(a_request(model="mixed", n=1))
    rejected = studio.finished(run_id).cells[0].rejected[0]
    with pytest.raises(NotFound):
        studio.app.generation.regenerate(rejected.id)


def test_what_is_approved_is_not_written_again(studio: Studio) -> None:
    app = studio.app
    app.samples.load()
    campaign = app.campaigns.list()[0]
    ada = app.profiles.create("Ada")
    studio.models["one"] = ScriptedEngine("one", lambda prompt, _seed: fine(prompt, 0))
    request = replace(a_request(model="one", n=1), campaign_id=campaign.id)
    (variant,) = studio.finished(app.generation.start(request)).cells[0].variants
    app.review.decide(submit_key="a", variant_id=variant.id, profile_id=ada.id, verdict=Verdict.APPROVED)
    (cell,) = studio.finished(app.generation.start(request)).cells
    assert cell.variants == ()
    assert {check.name for draft in cell.rejected for check in draft.checks if not check.ok} == {"duplicate"}
    app.samples.remove()
