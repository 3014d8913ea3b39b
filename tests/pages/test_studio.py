from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from core.bootstrap import Application
from core.domain import Profile, RunRequest, RunStatus
from tests.pages.conftest import Open, finish, words
from tests.pages.writing import written_run
from tests.support.building import a_cell, a_draft, a_run


def generated(app: Application, at: AppTest) -> str:
    """Press Generate and wait; returns the id that stands in the address."""
    at.button(key="studio-generate").click().run()
    assert not at.exception
    run = at.query_params["run"]
    run_id = str(run if isinstance(run, str) else run[0])
    finish(app, run_id)
    at.run()
    return run_id


def test_a_run_is_started_found_again_and_shown(app: Application, open_page: Open, ada: Profile) -> None:
    app.samples.load()
    at = open_page("pages/studio.py", profile=ada)
    run_id = generated(app, at)
    view = app.generation.watch(run_id)
    shown = words(at)
    assert len(view.cells[0].variants) == 8
    assert all(variant.text in shown for variant in view.cells[0].variants)
    again = open_page("pages/studio.py", profile=ada, run=run_id)
    assert view.cells[0].variants[0].text in words(again)


def test_stars_reasons_and_a_comment_are_stored_at_the_click(app: Application, open_page: Open, ada: Profile) -> None:
    run_id = written_run(app, ada)
    variant = app.generation.watch(run_id).cells[0].variants[1]
    at = open_page("pages/studio.py", profile=ada, run=run_id)
    at.feedback(key=f"stars-{variant.id}-{ada.id}").set_value(3).run()
    (rating,) = app.generation.watch(run_id).cells[0].variants[1].ratings
    assert (rating.stars, rating.position, rating.profile_id) == (4, 2, ada.id)
    at.run()
    assert len(app.generation.watch(run_id).cells[0].variants[1].ratings) == 1
    at.pills(key=f"reasons-{variant.id}-{ada.id}").set_value(["on voice"]).run()
    newest = app.generation.watch(run_id).cells[0].variants[1].ratings[-1]
    assert (newest.stars, newest.reasons) == (4, ("on voice",))


def test_an_edit_is_checked_and_shown(app: Application, open_page: Open, ada: Profile) -> None:
    run_id = written_run(app, ada)
    variant = app.generation.watch(run_id).cells[0].variants[0]
    at = open_page("pages/studio.py", profile=ada, run=run_id)
    at.button(key=f"edit-{variant.id}").click().run()
    at.text_area(key=f"wording-{variant.id}").set_value("Ottermoss boots, 90% off!").run()
    at.button(key=f"save-{variant.id}").click().run()
    edited = app.generation.watch(run_id).cells[0].variants[0]
    assert (edited.text, edited.edited_by, edited.passed) == ("Ottermoss boots, 90% off!", ada.id, False)
    assert "“90% off” is an offer that the brief does not make" in words(at)


def test_an_empty_edit_is_refused_and_kept_in_the_box(app: Application, open_page: Open, ada: Profile) -> None:
    run_id = written_run(app, ada)
    variant = app.generation.watch(run_id).cells[0].variants[0]
    at = open_page("pages/studio.py", profile=ada, run=run_id)
    at.button(key=f"edit-{variant.id}").click().run()
    at.text_area(key=f"wording-{variant.id}").set_value("  ").run()
    at.button(key=f"save-{variant.id}").click().run()
    assert "The edit was not saved. The text is empty." in words(at).replace("\\", "")
    assert app.generation.watch(run_id).cells[0].variants[0].edited_by is None


def test_pin_and_write_again(app: Application, open_page: Open, ada: Profile) -> None:
    run_id = written_run(app, ada)
    first, second, third = app.generation.watch(run_id).cells[0].variants
    at = open_page("pages/studio.py", profile=ada, run=run_id)
    at.button(key=f"pin-{third.id}").click().run()
    at.button(key=f"again-{first.id}").click().run()
    finish(app, run_id)
    variants = {variant.id: variant for variant in app.generation.watch(run_id).cells[0].variants}
    assert first.id not in variants
    assert variants[third.id].pinned
    assert second.id in variants
    assert len(variants) == 3


def test_without_a_profile_one_is_told_to_pick_one(app: Application, open_page: Open) -> None:
    run_id = written_run(app)
    at = open_page("pages/studio.py", run=run_id)
    assert "Pick who you are in the sidebar to rate." in words(at)


def test_two_recipes_stand_against_each_other(app: Application, open_page: Open, ada: Profile) -> None:
    run_id = written_run(app, ada, recipes=2)
    left, right = (cell.variants[0] for cell in app.generation.watch(run_id).cells)
    at = open_page("pages/studio.py", profile=ada, run=run_id)
    at.button(key=f"compare-{right.id}-{left.id}-{ada.id}").click().run()
    with app.database.read() as work:
        (comparison,) = work.comparisons.list([left.id])
    assert (comparison.better_id, comparison.worse_id) == (right.id, left.id)


@pytest.mark.parametrize(
    ("control", "value", "mend"),
    [("temperature", 0.0, "choose 0.5"), ("top_p", 1.5, "or 1 to switch it off"), ("min_length", 2000, "choose 0")],
)
def test_a_senseless_setting_is_answered_with_the_mend(
    app: Application, open_page: Open, control: str, value: float, mend: str
) -> None:
    app.samples.load()
    at = open_page("pages/studio.py")
    at.toggle(key="studio-own").set_value(True).run()
    at.number_input(key=f"studio-balanced-{control}").set_value(value).run()
    assert any(mend in error.value for error in at.error)
    assert not at.exception


def test_own_settings_are_saved_as_a_recipe(app: Application, open_page: Open) -> None:
    app.samples.load()
    at = open_page("pages/studio.py")
    at.toggle(key="studio-own").set_value(True).run()
    at.number_input(key="studio-balanced-temperature").set_value(0.65).run()
    at.text_input(key="studio-recipe-name").set_value("My spring voice").run()
    at.button(key="studio-recipe-save").click().run()
    assert app.recipes.list()[-1].name == "My spring voice"
    assert app.recipes.list()[-1].settings.temperature == 0.65


def test_a_draft_that_did_not_pass_can_be_shown_anyway(app: Application, open_page: Open, ada: Profile) -> None:
    run_id = written_run(app, ada)
    cell = app.generation.watch(run_id).cells[0]
    kept_back = (*cell.rejected, *cell.passed_over)
    at = open_page("pages/studio.py", profile=ada, run=run_id)
    at.button(key=f"anyway-{kept_back[0].id}").click().run()
    assert kept_back[0].id in {variant.id for variant in app.generation.watch(run_id).cells[0].variants}


def test_a_draft_that_did_not_pass_can_be_rewritten_in_a_run_of_its_own(
    app: Application, open_page: Open, ada: Profile
) -> None:
    run_id = written_run(app, ada)
    cell = app.generation.watch(run_id).cells[0]
    draft = (*cell.rejected, *cell.passed_over)[0]
    at = open_page("pages/studio.py", profile=ada, run=run_id)
    at.button(key=f"rewrite-{draft.id}").click().run()
    (new,) = [run for run in app.generation.recent() if run.id != run_id]
    assert new.cells[0].brief == replace(cell.cell.brief, rewrite=draft.text)
    assert new.id in at.query_params["run"]


def test_a_text_of_ones_own_is_rewritten(app: Application, open_page: Open, ada: Profile) -> None:
    app.samples.load()
    at = open_page("pages/studio.py", profile=ada)
    at.text_area(key="studio-rewrite").set_value("Best boots ever").run()
    at.button(key="studio-generate").click().run()
    (run,) = app.generation.recent()
    assert {cell.brief.rewrite for cell in run.cells} == {"Best boots ever"}


def test_two_models_are_compared_and_who_wrote_which_is_hidden_until_asked_for(
    app: Application, open_page: Open, ada: Profile
) -> None:
    app.samples.load()
    campaign = next(found for found in app.campaigns.list() if found.name == "Autumn boots")
    request = RunRequest(
        briefs=app.campaigns.briefs(campaign.id, campaign.persona_ids[:1], ["meta_primary"]),
        recipes=app.recipes.list()[:1],
        model=app.models.default,
        rival="gpt2",
        n=2,
        seed=5,
        campaign_id=campaign.id,
    )
    run_id = app.generation.start(request)
    finish(app, run_id)
    at = open_page("pages/studio.py", profile=ada, run=run_id)
    hidden = words(at)
    assert "One of the two" in hidden
    assert "GPT" not in hidden.split("<style>")[0]
    left = app.generation.watch(run_id).cells[0].variants[0]
    button = next(one for one in at.button if (one.key or "").startswith(f"compare-{left.id}-"))
    button.click().run()
    at.toggle(key=f"blind-{run_id}-0").set_value(False).run()
    assert r"GPT\-2, " in words(at)
    assert "1 of 1" in words(at)
    assert "0 of 1" in words(at)


def test_nothing_of_the_quicker_one_is_seen_while_the_other_writes(
    app: Application, open_page: Open, ada: Profile
) -> None:
    app.samples.load()
    cells = (a_cell(), a_cell(index=1, model="gpt2"))
    run = a_run(status=RunStatus.RUNNING, cells=cells)
    with app.database.work() as work:
        work.runs.add(run)
        work.drafts.add_all([a_draft(run, text="Brightmug is quicker.")])
        work.commit()
    at = open_page("pages/studio.py", profile=ada, run=run.id)
    assert "Both are writing" in words(at)
    assert "Brightmug is quicker." not in words(at)
    at.toggle(key=f"blind-{run.id}-0").set_value(False).run()
    assert "Brightmug is quicker." in words(at)


def test_a_campaign_that_does_not_say_yet_what_is_sold_is_no_error_before_somebody_writes(
    app: Application, open_page: Open
) -> None:
    app.samples.load()
    campaign = next(found for found in app.campaigns.list() if found.name == "Autumn boots")
    app.campaigns.save(replace(campaign, product=""))
    at = open_page("pages/studio.py", campaign=campaign.id)
    assert not at.error
    at.button(key="studio-generate").click().run()
    assert "does not say what is sold" in words(at)
