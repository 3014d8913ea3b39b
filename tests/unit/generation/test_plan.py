from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels.catalogue import load_catalogue
from core.errors import InvalidInput
from core.generation.plan import LONG_WAVE, MOST_CELLS, MOST_VARIANTS, cells_of, draft_seed, waves_for
from tests.support.building import a_brief, a_recipe
from tests.support.scripts import a_request

CHANNELS = load_catalogue()
SHORT = CHANNELS.get("google_headline")


@given(n=st.integers(1, MOST_VARIANTS), tokens=st.integers(1, 600))
def test_waves_are_of_a_good_size_and_enough_for_every_variant(n: int, tokens: int) -> None:
    waves = waves_for(n, replace(SHORT, tokens=tokens))
    assert 8 <= waves.size <= 12
    assert 12 * n <= waves.budget < 64 * n + waves.size


@given(n=st.integers(1, MOST_VARIANTS), tokens=st.integers(1, 600))
def test_waves_number_the_drafts_without_gap_or_overlap(n: int, tokens: int) -> None:
    waves = waves_for(n, replace(SHORT, tokens=tokens))
    numbers = [number for wave in range(waves.most) for number in waves.numbers(wave)]
    assert numbers == list(range(waves.budget))


def test_short_texts_are_given_more_drafts_than_long_ones() -> None:
    budgets = [waves_for(4, replace(SHORT, tokens=tokens)).budget for tokens in (16, 60, 400)]
    assert budgets == sorted(set(budgets), reverse=True)


def test_short_texts_are_chosen_from_more_than_are_shown() -> None:
    waves = waves_for(8, SHORT)
    assert not waves.are_enough(passed=8, drawn=12)
    assert not waves.are_enough(passed=23, drawn=24)
    assert waves.are_enough(passed=24, drawn=24)
    assert waves.are_enough(passed=8, drawn=32)
    assert not waves.are_enough(passed=8, drawn=31)
    assert not waves.are_enough(passed=7, drawn=500)


@given(n=st.integers(1, MOST_VARIANTS))
def test_long_texts_are_drawn_a_few_at_a_time_so_that_few_are_drawn_in_vain(n: int) -> None:
    waves = waves_for(n, CHANNELS.get("email_body"))
    assert waves.size == LONG_WAVE
    assert waves.budget >= 12 * n


def test_long_texts_are_enough_when_as_many_have_passed_as_are_shown() -> None:
    assert waves_for(8, CHANNELS.get("email_body")).are_enough(passed=8, drawn=8)


@given(passed=st.integers(0, 60), more=st.integers(0, 60), n=st.integers(1, MOST_VARIANTS))
def test_drawing_comes_nearer_to_its_end_with_every_draft(passed: int, more: int, n: int) -> None:
    for channel in (SHORT, CHANNELS.get("email_body")):
        waves, drawn = waves_for(n, channel), passed + more
        assert waves.share(passed, drawn) <= min(waves.share(passed + 1, drawn + 1), waves.share(passed, drawn + 1))
        assert waves.are_enough(passed, drawn) <= (waves.share(passed, drawn) == 1)


def test_cells_are_every_brief_with_every_recipe_and_recipes_of_a_brief_lie_together() -> None:
    briefs = (a_brief(channel="meta_primary"), a_brief(channel="google_headline"))
    recipes = (a_recipe(id="a", name="Careful"), a_recipe(id="b", name="Bold"))
    cells = cells_of(a_request(briefs=briefs, recipes=recipes, persona_ids=("p1", "p2")))
    assert [cell.index for cell in cells] == [0, 1, 2, 3]
    assert [(cell.brief.channel, cell.recipe.name, cell.persona_id) for cell in cells] == [
        ("meta_primary", "Careful", "p1"),
        ("meta_primary", "Bold", "p1"),
        ("google_headline", "Careful", "p2"),
        ("google_headline", "Bold", "p2"),
    ]


def test_personas_may_be_left_out() -> None:
    assert [cell.persona_id for cell in cells_of(a_request(persona_ids=()))] == [None]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"briefs": ()}, "briefs"),
        ({"recipes": ()}, "recipes"),
        ({"n": 0}, "n"),
        ({"n": MOST_VARIANTS + 1}, "n"),
        ({"seed": -1}, "seed"),
        ({"seed": 2**63}, "seed"),
        ({"briefs": (a_brief(),) * (MOST_CELLS + 1)}, "briefs"),
    ],
)
def test_what_cannot_be_done_is_refused_by_the_name_of_the_field(fields: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        cells_of(a_request(**fields))
    assert caught.value.field == field
    assert caught.value.mend


def test_the_most_that_is_allowed_is_allowed() -> None:
    request = a_request(briefs=(a_brief(),) * MOST_CELLS, n=MOST_VARIANTS, seed=2**63 - 1)
    assert len(cells_of(request)) == MOST_CELLS
    assert len(cells_of(replace(request, briefs=request.briefs[:1], n=1, seed=0))) == 1


def test_seeds_are_the_same_every_time() -> None:
    assert draft_seed(7, 0, 0) == 4895008828178295159  # runs of earlier releases must stay repeatable
    assert draft_seed(7, 1, 10) == draft_seed(7, 1, 10)


def test_every_draft_of_every_cell_and_run_has_a_seed_of_its_own_that_fits_the_database() -> None:
    seeds = {draft_seed(run, cell, number) for run in (0, 1, 2**63 - 1) for cell in range(20) for number in range(100)}
    assert len(seeds) == 3 * 20 * 100
    assert all(0 <= seed < 2**63 for seed in seeds)
