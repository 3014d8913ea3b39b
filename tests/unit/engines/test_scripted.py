from __future__ import annotations

from core.engines.base import Ended, Prompt, PromptStyle
from core.engines.scripted import ScriptedEngine
from core.sampling import SamplingSettings

PROMPT = Prompt(style=PromptStyle.COMPLETION, text="Brand: Brightmug\nProduct: a mug\nFacts: keeps drinks warm\nCopy:")


def test_it_plays_its_script_word_by_word() -> None:
    seen: list[str] = []
    engine = ScriptedEngine(script=lambda _, seed: f"text number {seed}")

    def listen(_: int, text: str) -> bool:
        seen.append(text)
        return True

    (draft,) = engine.draft(PROMPT, SamplingSettings(), [4], max_tokens=10, on_text=listen)
    assert (draft.text, draft.ended, draft.tokens) == ("text number 4", Ended.STOP, 3)
    assert seen == ["text", "text number", "text number 4"]
    assert engine.history[0].seeds == (4,)


def test_it_breaks_off_where_the_room_ends() -> None:
    (draft,) = ScriptedEngine(script=lambda *_: "a b c d").draft(PROMPT, SamplingSettings(), [1], max_tokens=2)
    assert (draft.text, draft.ended) == ("a b", Ended.LENGTH)


def test_without_a_script_it_speaks_of_the_brief_and_each_seed_differently() -> None:
    drafts = ScriptedEngine().draft(PROMPT, SamplingSettings(), list(range(12)), max_tokens=60)
    assert all("Brightmug" in draft.text or "mug" in draft.text for draft in drafts)
    assert len({draft.text for draft in drafts}) > 3
