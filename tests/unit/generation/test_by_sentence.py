"""Long texts grow by the best of several sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from core.engines.base import DraftText, Ended, Prompt, PromptStyle
from core.engines.scripted import ScriptedEngine
from core.generation.by_sentence import CANDIDATES, LEAST_ROWS, MOST_FAILURES, BySentence
from core.sampling import SamplingSettings

PROMPT = Prompt(style=PromptStyle.COMPLETION, text="Email body:")
SETTINGS = SamplingSettings()
SENTENCES = ("Warm cups.", "A better mug.", "Try one.")


def write(
    judge: Callable[[str, DraftText], float | None],
    script: Callable[[Prompt, int], str],
    count: int = 2,
    on_text: Callable[[int, str], bool] = lambda _index, _text: True,
    settings: SamplingSettings = SETTINGS,
    beside: tuple[str, ...] = (),
    prompts: tuple[Prompt, ...] = (PROMPT,),
) -> tuple[list[DraftText], ScriptedEngine]:
    engine = ScriptedEngine("scripted", script)
    writer = BySentence(
        engine=engine,
        settings=settings,
        max_tokens=60,
        score=judge,
        on_text=on_text,
        beside=beside,
    )
    return writer.write(range(count), [prompts] * count), engine


def whole(_prompt: Prompt, _seed: int) -> str:
    return " ".join(SENTENCES)


def any_text(_said: str, _part: DraftText) -> float | None:
    return 1.0


def test_a_text_is_its_sentences_in_order_and_ends_where_the_model_ended_it() -> None:
    drawn, engine = write(any_text, whole)
    assert [(text.text.strip(), text.ended) for text in drawn] == [(" ".join(SENTENCES), Ended.STOP)] * 2
    assert [{said.strip() for said in asked.said} for asked in engine.history] == [
        {""},
        {"Warm cups."},
        {"Warm cups. A better mug."},
    ]
    assert all(len(asked.seeds) == 2 * CANDIDATES for asked in engine.history)
    assert all(prompt.one_sentence for asked in engine.history for prompt in asked.prompts)


def test_each_sentence_is_asked_for_in_its_turn_and_the_last_prompt_stands_for_the_rest() -> None:
    first, then = PROMPT, replace(PROMPT, text="Email body, the offer:")
    _, engine = write(any_text, whole, count=1, prompts=(first, then))
    asked = [{prompt.text for prompt in ask.prompts} for ask in engine.history]
    assert asked == [{first.text}, {then.text}, {then.text}]


def test_a_text_alone_has_as_many_candidates_as_a_batch_costs_nothing_for() -> None:
    _, engine = write(any_text, whole, count=1)
    assert {len(asked.seeds) for asked in engine.history} == {LEAST_ROWS}


def test_the_best_judged_candidate_is_carried_on_and_what_may_not_stand_never() -> None:
    def judge(_said: str, part: DraftText) -> float | None:
        return None if "bad" in part.text else float(part.text.count("good"))

    def script(_prompt: Prompt, seed: int) -> str:
        return ("A bad one.", "A plain one.", "A good one.")[seed % 3]

    drawn, engine = write(judge, script, count=4)
    said = {script(PROMPT, seed) for asked in engine.history for seed in asked.seeds}
    assert said == {"A bad one.", "A plain one.", "A good one."}
    assert {text.text for text in drawn} <= {"A plain one.", "A good one."}
    assert "A good one." in {text.text for text in drawn}


def test_texts_do_not_all_begin_alike() -> None:
    def script(_prompt: Prompt, seed: int) -> str:
        return ("A warm cup of tea.", "Nothing else will do.")[seed % 2]

    drawn, _ = write(any_text, script, count=2)
    assert len({text.text for text in drawn}) == 2


def test_a_text_does_not_begin_as_one_that_stands_beside_it() -> None:
    def script(_prompt: Prompt, seed: int) -> str:
        return ("A warm cup of tea.", "Nothing else will do.")[seed % 2]

    for beside, expected in (("A warm cup of tea.", "Nothing else will do."), ("Nothing else.", "A warm cup of tea.")):
        (text,), _ = write(any_text, script, count=1, beside=(beside,))
        assert text.text == expected


def test_a_text_that_finds_no_sentence_breaks_off() -> None:
    drawn, engine = write(lambda _said, _part: None, whole, count=1)
    assert (drawn[0].text, drawn[0].ended) == ("", Ended.LENGTH)
    assert len(engine.history) == MOST_FAILURES + 1


def test_a_text_that_runs_on_breaks_off_at_its_budget() -> None:
    def endless(_prompt: Prompt, _seed: int) -> str:
        return " ".join(f"And {number} more of it." for number in range(100))

    (text,), _ = write(any_text, endless, count=1)
    assert text.ended is Ended.LENGTH
    assert 40 < text.tokens <= 60


def test_what_grows_is_shown_after_what_was_said_and_can_be_ended() -> None:
    seen: list[tuple[int, str]] = []

    def listen(index: int, text: str) -> bool:
        seen.append((index, text))
        return "better" not in text

    drawn, _ = write(any_text, whole, count=2, on_text=listen)
    assert [text.ended for text in drawn] == [Ended.CUT_OFF] * 2
    assert {index for index, _ in seen} == {0, 1}
    assert any(text.startswith("Warm cups. A") for _, text in seen)
    assert not any("Try one" in text for _, text in seen)


def test_lengths_are_of_the_whole_text_and_not_of_each_sentence() -> None:
    settings = SamplingSettings(min_length=4, max_length=50)
    _, engine = write(any_text, whole, count=1, settings=settings)
    assert [(asked.settings.min_length, asked.settings.max_length) for asked in engine.history] == [(4, 0)] * 3
