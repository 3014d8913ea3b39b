from __future__ import annotations

from dataclasses import replace

from core.channels.catalogue import load_catalogue
from core.domain import Cell, Draft
from core.engines.base import Prompt, PromptStyle
from core.engines.scripted import Script, ScriptedEngine
from core.generation.plan import draft_seed
from core.generation.writer import Watch, Writer
from core.placeholders import parse
from tests.support.building import a_brief, a_cell
from tests.support.scripts import FINE, bad, fine

CHANNELS = load_catalogue()
LONG = "Brightmug keeps your coffee warm " + "and warm " * 40


def go_on(_number: int, _text: str) -> bool:
    return True


def saying(*texts: str) -> Script:
    """The first draft says the first text, and so on: by the order of their seeds."""
    by_seed = {draft_seed(7, 0, number): text for number, text in enumerate(texts)}
    return lambda _prompt, seed: by_seed[seed]


def write(
    script: Script, count: int, cell: Cell | None = None, watch: Watch = go_on, siblings: tuple[Draft, ...] = ()
) -> tuple[Draft, ...]:
    writer = Writer(ScriptedEngine("scripted", script), CHANNELS)
    return writer.wave(cell or a_cell(), run_id="r", run_seed=7, numbers=range(count), siblings=siblings, watch=watch)


def reasons(draft: Draft) -> dict[str, str]:
    return {check.name: check.reason for check in draft.checks if not check.ok}


def test_drafts_come_numbered_checked_and_with_where_they_came_from() -> None:
    first, second = write(saying(FINE[0], "Buy it now"), 2)
    assert (first.number, first.text, first.passed, first.rank) == (0, FINE[0], True, None)
    assert (second.number, second.passed) == (1, False)
    assert {"brand", "complete"} <= set(reasons(second))
    assert first.length == len(FINE[0])
    assert first.limit == CHANNELS.get("meta_primary").limit
    assert first.provenance.seed == draft_seed(7, 0, 0)
    assert first.provenance.model == "scripted"
    assert "Brightmug" in first.provenance.prompt
    assert first.provenance.settings == a_cell().recipe.settings


def test_a_house_model_s_text_that_the_judge_doubts_fails_with_what_he_saw() -> None:
    engine = ScriptedEngine("scripted", saying(FINE[0], "Brightmug walks purple dragons over seven clouds."))

    def drawn(aided: bool = True) -> tuple[Draft, ...]:
        writer = Writer(engine, CHANNELS, aided)
        return writer.wave(a_cell(), run_id="r", run_seed=7, numbers=range(2), siblings=())

    assert not any("sense" in reasons(draft) for draft in drawn())
    engine._info = replace(engine.info, style=PromptStyle.HOUSE)
    _, doubted = drawn()
    assert reasons(doubted)["sense"] == "may make no sense: 5 words beyond the brief"
    assert not any("sense" in reasons(draft) for draft in drawn(aided=False))


def test_a_text_too_like_one_before_it_fails_whichever_wave_that_came_from() -> None:
    first, again = write(saying(FINE[0], FINE[0]), 2)
    assert first.passed
    assert "duplicate" in reasons(again)
    (later,) = write(saying(FINE[0]), 1, siblings=(first,))
    assert "duplicate" in reasons(later)


def test_a_text_that_itself_failed_makes_no_other_a_double() -> None:
    (rejected,) = write(bad, 1)
    (later,) = write(lambda _prompt, _seed: rejected.text, 1, siblings=(rejected,))
    assert "duplicate" not in reasons(later)


def test_a_draft_over_the_limit_is_cut_off_and_the_others_go_on() -> None:
    seen: dict[int, str] = {}

    def watch(number: int, text: str) -> bool:
        seen[number] = text
        return True

    long, short = write(saying(LONG, FINE[0]), 2, watch=watch)
    limit = CHANNELS.get("meta_primary").limit or 0
    assert limit < len(seen[0].strip()) < limit + 10
    assert not long.passed
    assert "fits" in reasons(long)
    assert short.passed


def test_a_draft_is_never_cut_back_to_what_would_fit() -> None:
    (draft,) = write(saying(f"{FINE[0]} {LONG}"), 1)
    assert draft.text.startswith(f"{FINE[0]} Brightmug")
    assert "fits" in reasons(draft)


def test_a_draft_that_used_its_tokens_up_in_mid_sentence_is_not_complete() -> None:
    (draft,) = write(lambda _prompt, _seed: "a " * 1_000, 1)
    assert draft.tokens == CHANNELS.get("meta_primary").tokens
    assert reasons(draft)["complete"] == "broke off before its end"


def test_the_wave_is_given_up_for_all_when_nobody_wants_it_any_more() -> None:
    calls: list[int] = []

    def watch(number: int, _text: str) -> bool:
        calls.append(number)
        return len(calls) < 5

    assert write(fine, 3, watch=watch) == ()
    assert len(calls) == 5


def test_the_same_seed_gives_the_same_texts_and_scores() -> None:
    once, again = write(fine, 4), write(fine, 4)
    assert [(draft.text, draft.score) for draft in once] == [(draft.text, draft.score) for draft in again]


def test_a_rewrite_that_changes_nothing_is_a_double() -> None:
    (draft,) = write(saying(FINE[0]), 1, a_cell(brief=a_brief(rewrite=FINE[0])))
    assert "duplicate" in reasons(draft)


def test_the_house_model_is_shown_the_facts_of_a_long_text_one_by_one() -> None:
    cell = a_cell(brief=a_brief(channel="email_body", facts=("keeps drinks at 60 C", "charges overnight"), offer=""))
    engine = ScriptedEngine("scripted", fine)
    engine._info = replace(engine.info, style=PromptStyle.HOUSE)
    (draft,) = Writer(engine, CHANNELS).wave(cell, run_id="r", run_seed=7, numbers=range(1), siblings=())
    asked = [line for line in draft.provenance.prompt.splitlines() if line.startswith(("Facts", "Call to action"))]
    assert asked == [
        "Facts: keeps drinks at 60 C",
        "Call to action: none",
        "Facts: charges overnight",
        "Call to action: none",
        "Call to action: Warm yours up",
    ]
    assert {prompt.bounds for ask in engine.history for prompt in ask.prompts} == {engine.history[0].prompts[0].bounds}


def test_a_model_reads_and_writes_samples_and_the_tokens_are_stored() -> None:
    seen: list[str] = []

    def script(prompt: Prompt, _seed: int) -> str:
        seen.append(prompt.text or prompt.messages[-1].content)
        return "Brightmug keeps it at 60 C, Maya. Warm yours up, Maya."

    shown: list[str] = []
    brief = a_brief(channel="sms", cta="Warm yours up, {first_name}", placeholders=parse(["{first_name} = Maya"]))
    cell = a_cell(brief=brief)
    (draft,) = write(script, 1, cell, watch=lambda _number, text: shown.append(text) or True)
    assert draft.text == "Brightmug keeps it at 60 C, {first_name}. Warm yours up, {first_name}."
    assert draft.length == len("Brightmug keeps it at 60 C, Maya. Warm yours up, Maya.")
    assert not reasons(draft)
    assert all("Maya" in prompt and "{first_name}" not in prompt for prompt in seen)
    assert shown[-1] == draft.text
