from __future__ import annotations

from collections.abc import Sequence

from core.engines.base import Ended
from core.engines.causal_lm.growing_text import GrowingText


def from_bytes(tokens: Sequence[int]) -> str:
    return bytes(tokens).decode("utf-8", errors="replace")


def test_half_a_character_waits_for_its_other_half() -> None:
    text = GrowingText(decode=from_bytes, stops=(), ends=frozenset())
    shown = []
    for token in "a🏔b".encode():
        text.add(token, 0.0)
        shown.append(text.text)
    assert shown == ["a", "a", "a", "a", "a🏔", "a🏔b"]


def test_the_first_of_several_stop_texts_counts() -> None:
    text = GrowingText(decode=from_bytes, stops=("c", "bc"), ends=frozenset())
    for token in b"abc":
        text.add(token, -1.0)
    assert (text.text, text.ended, text.mean_logprob) == ("a", Ended.STOP, -1.0)


def test_an_end_token_adds_nothing() -> None:
    text = GrowingText(decode=from_bytes, stops=(), ends=frozenset({0}))
    for token in b"ab\0":
        text.add(token, 0.0)
    assert (text.text, text.ended) == ("ab", Ended.STOP)
