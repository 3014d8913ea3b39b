from __future__ import annotations

import pytest
import torch

from core.engines.base import Prompt, PromptStyle
from core.engines.bounds import Bounds
from core.engines.causal_lm.engine import CausalLMEngine
from core.engines.causal_lm.growing_text import GrowingText
from core.engines.causal_lm.pull import AT_FIRST, AT_LAST, Pull
from core.sampling import SamplingSettings

TOKENS = {"by mail": (1, 2), " by mail": (3, 2)}
PULL = Pull(("by mail",), lambda phrase: TOKENS[phrase])


def text(said: str, tokens: list[int], limit: int | None = 40) -> GrowingText:
    bounds = Bounds(limit=limit, needed=("by mail",))
    return GrowingText(lambda _: "", (), frozenset(), bounds=bounds, text=said, tokens=tokens)


def shift(one: GrowingText) -> torch.Tensor:
    return PULL.shift([one], torch.zeros(1, 12))[0]


@pytest.mark.parametrize(
    ("said", "tokens", "raised", "bonus"),
    [
        ("", [], 1, AT_FIRST),
        ("We mend coats", [8, 9], 3, AT_FIRST + (AT_LAST - AT_FIRST) * 13 / 40),
        ("We mend coats by", [8, 9, 3], 2, AT_FIRST + (AT_LAST - AT_FIRST) * 16 / 40),
        ("We mend what you send in, all of it now", [8, 4], 3, AT_FIRST + (AT_LAST - AT_FIRST) * 39 / 40),
    ],
)
def test_what_is_missing_grows_likelier_as_room_grows_less(
    said: str, tokens: list[int], raised: int, bonus: float
) -> None:
    shifted = shift(text(said, tokens))
    assert shifted.nonzero().flatten().tolist() == [raised]
    assert float(shifted[raised]) == pytest.approx(bonus)


def test_without_a_limit_the_pull_is_halfway() -> None:
    assert float(shift(text("We mend", [8], limit=None))[3]) == (AT_FIRST + AT_LAST) / 2


def test_what_is_said_pulls_no_more() -> None:
    logits = torch.zeros(1, 12)
    assert PULL.shift([text("Coats mended by Mail.", [8])], logits) is logits


def test_each_row_is_pulled_by_what_it_misses() -> None:
    rows = PULL.shift([text("Coats mended by mail.", [8]), text("We mend coats", [8, 9])], torch.zeros(2, 12))
    assert rows.nonzero().tolist() == [[1, 3]]


def test_drafts_name_what_they_need_more_often(engine: CausalLMEngine) -> None:
    settings = SamplingSettings(temperature=0.5, top_k=0, top_p=1.0, repetition_penalty=1.0)

    def named(needed: tuple[str, ...]) -> int:
        prompt = Prompt(style=PromptStyle.COMPLETION, text="The mug keeps", bounds=Bounds(limit=60, needed=needed))
        drafts = engine.draft(prompt, settings, list(range(8)), max_tokens=40)
        return sum("mug" in draft.text.casefold() for draft in drafts)

    assert named(("mug",)) > named(())
