from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels.catalogue import load_catalogue
from core.domain import RunRequest
from core.errors import InvalidInput
from core.generation.plan import (
    HOPELESS,
    LEAST_ROWS,
    MOST_CELLS,
    MOST_ROWS,
    MOST_VARIANTS,
    ROWS_TOGETHER,
    Waves,
    cells_of,
    draft_seed,
    fitting,
    waves_for,
)
from tests.support.building import a_brief, a_recipe
from tests.support.scripts import a_request

CHANNELS = load_catalogue()
SHORT = CHANNELS.get("google_headline")


LONG = CHANNELS.get("email_body")


def drawn_with(waves: Waves, passes: Callable[[int], bool]) -> list[range]:
    """The waves of a cell whose drafts pass by their numbers."""
    found: list[range] = []
    verdicts: list[bool] = []
    while wave := waves.next(verdicts):
        found.append(wave)
        verdicts += [passes(number) for number in wave]
    return found


@given(n=st.integers(1, MOST_VARIANTS), chance=st.floats(0, 1), seed=st.integers(), long=st.booleans())
def test_waves_number_the_drafts_without_gap_and_fill_a_batch_and_no_more(
    n: int, chance: float, seed: int, long: bool
) -> None:
    dice, waves = random.Random(seed), waves_for(n, LONG if long else SHORT)
    found = drawn_with(waves, lambda _number: dice.random() < chance)
    numbers = [number for wave in found for number in wave]
    assert numbers == list(range(len(numbers)))
    assert len(numbers) <= waves.budget
    assert all(len(wave) * waves.rows <= MOST_ROWS for wave in found)
    assert all(len(wave) * waves.rows >= LEAST_ROWS for wave in found if wave.stop < waves.budget)


def test_a_wave_is_as_large_as_the_share_that_passes_asks_for() -> None:
    waves = waves_for(4, SHORT)
    assert len(waves.next([])) == 16  # 12 to choose from, three in four expected to pass
    assert len(waves.next([True] * 2 + [False] * 4)) == 20  # 10 more, 5 of 10 by now
    assert len(waves.next([False] * 15 + [True])) == 24  # hardly any pass


def test_no_more_is_drawn_than_patience_allows_once_enough_have_passed() -> None:
    waves = waves_for(8, SHORT)
    assert waves.next([True] * 10 + [False] * 14) == range(24, 32)
    assert waves.next([True] * 10 + [False] * 22) == range(32, 32)


def test_a_cell_that_passes_nothing_for_long_is_given_up_and_keeps_what_it_has() -> None:
    for channel, many in ((SHORT, HOPELESS["one"]), (LONG, HOPELESS["many"])):
        waves = waves_for(8, channel)
        assert waves.next([True, *[False] * (many - 1)])
        assert not waves.next([True, *[False] * many])
        assert many <= sum(len(wave) for wave in drawn_with(waves, lambda _number: False)) < many + MOST_ROWS


def test_a_batch_takes_the_first_wave_and_whatever_fits_beside_it() -> None:
    assert fitting([24, 24, 24, 8]) == [0, 1, 2]
    assert fitting([16, 24, 24, 24, 8]) == [0, 1, 2, 4]
    assert fitting([ROWS_TOGETHER + 1, 8]) == [0]
    assert fitting([]) == []


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


def test_two_models_write_each_brief_side_by_side() -> None:
    request = RunRequest(
        briefs=(a_brief(), a_brief(channel="sms")), recipes=(a_recipe(),), model="one", rival="two", n=2, seed=1
    )
    assert [(cell.index, cell.brief.channel, cell.model) for cell in cells_of(request)] == [
        (0, "meta_primary", None),
        (1, "meta_primary", "two"),
        (2, "sms", None),
        (3, "sms", "two"),
    ]
    with pytest.raises(InvalidInput, match="with itself"):
        cells_of(replace(request, rival="one"))
