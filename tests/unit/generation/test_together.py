from __future__ import annotations

from collections.abc import Sequence

import pytest

from core.engines.base import Ask, DraftText, Engine, OnAsked, Prompt, PromptStyle
from core.engines.scripted import ScriptedEngine
from core.errors import GenerationError
from core.generation.together import write_together
from core.sampling import SamplingSettings

SETTINGS = SamplingSettings()


class Counting(ScriptedEngine):
    """Keeps what was asked for in each batch."""

    def __init__(self) -> None:
        super().__init__("counting", lambda prompt, seed: f"{prompt.text} {seed}")
        self.batches: list[list[str]] = []

    def draft_together(self, asks: Sequence[Ask], on_text: OnAsked) -> list[list[DraftText]]:
        self.batches.append([ask.prompts[0].text for ask in asks])
        return super().draft_together(asks, on_text)


def draw(engine: Engine, name: str, *seeds: int) -> list[str]:
    prompt = Prompt(style=PromptStyle.COMPLETION, text=name)
    return [draft.text for draft in engine.draft(prompt, SETTINGS, seeds, max_tokens=9)]


def rounds(name: str, count: int):  # type: ignore[no-untyped-def]
    return lambda engine: [draw(engine, name, number) for number in range(count)]


def test_each_gets_its_own_drafts_and_all_are_drawn_in_one_batch() -> None:
    engine = Counting()
    found = write_together(
        engine, [lambda own: draw(own, "a", 1, 2), lambda own: draw(own, "b", 3), lambda own: draw(own, "c", 4)]
    )
    assert found == [["a 1", "a 2"], ["b 3"], ["c 4"]]
    assert engine.batches == [["a", "b", "c"]]


def test_those_who_have_more_to_write_go_on_without_the_others() -> None:
    engine = Counting()
    found = write_together(engine, [rounds("a", 1), rounds("b", 3), rounds("c", 2)])
    assert [len(texts) for texts in found] == [1, 3, 2]
    assert engine.batches == [["a", "b", "c"], ["b", "c"], ["b"]]


def test_the_same_writers_make_the_same_batches_every_time() -> None:
    made = []
    for _ in range(20):
        engine = Counting()
        write_together(engine, [rounds(name, count) for name, count in (("a", 3), ("b", 1), ("c", 4), ("d", 2))])
        made.append(engine.batches)
    assert all(batches == made[0] for batches in made)


def test_one_alone_has_the_engine_itself() -> None:
    engine = Counting()
    assert write_together(engine, [lambda own: own]) == [engine]


def test_one_who_asks_for_nothing_holds_nobody_up() -> None:
    engine = Counting()
    assert write_together(engine, [lambda _own: "nothing", lambda own: draw(own, "b", 1)]) == ["nothing", ["b 1"]]


def test_a_failure_reaches_everybody_who_waits_and_comes_out_once() -> None:
    class Broken(Counting):
        def draft_together(self, asks: Sequence[Ask], on_text: OnAsked) -> list[list[DraftText]]:
            raise GenerationError("The engine stopped.", "Try again.")

    with pytest.raises(GenerationError, match="The engine stopped"):
        write_together(Broken(), [rounds("a", 1), rounds("b", 1)])


def test_one_who_fails_does_not_keep_the_others_waiting() -> None:
    done: list[str] = []

    def fails(_engine: Engine) -> None:
        raise ValueError("not written")

    def writes(engine: Engine) -> None:
        done.extend(draw(engine, "b", 1))

    with pytest.raises(ValueError, match="not written"):
        write_together(Counting(), [fails, writes])
    assert done == ["b 1"]


def test_each_listener_hears_of_its_own_texts_and_ends_its_own() -> None:
    heard: dict[str, set[tuple[int, str]]] = {"a": set(), "b": set()}

    def listening(name: str, ends: int):  # type: ignore[no-untyped-def]
        def write(engine: Engine) -> list[int]:
            def on_text(row: int, text: str) -> bool:
                heard[name].add((row, text))
                return row != ends

            prompt = Prompt(style=PromptStyle.COMPLETION, text=name)
            return [draft.tokens for draft in engine.draft(prompt, SETTINGS, [1, 2], max_tokens=9, on_text=on_text)]

        return write

    assert write_together(Counting(), [listening("a", 0), listening("b", 1)]) == [[1, 2], [2, 1]]
    assert heard == {"a": {(0, "a"), (1, "a"), (1, "a 2")}, "b": {(0, "b"), (0, "b 1"), (1, "b")}}


def test_a_seat_is_the_engine_in_all_else() -> None:
    engine = Counting()
    prompt = Prompt(style=PromptStyle.COMPLETION, text="a b")

    def ask(own: Engine) -> tuple[object, str, int, bool]:
        return own.info, own.render(prompt), own.tokens("a b"), own.is_gone

    assert write_together(engine, [ask, ask]) == [(engine.info, "a b", 2, False)] * 2
