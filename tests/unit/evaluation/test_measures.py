from __future__ import annotations

import pytest

from core.evaluation.measures import Share, distinct_2, self_similarity


def test_a_share_says_how_sure_it_is() -> None:
    share = Share(8, 10)
    assert share.value == 0.8
    assert share.interval == pytest.approx((0.490, 0.943), abs=1e-3)
    assert str(share) == "80% (8 of 10, 49% to 94%)"


def test_a_share_of_nothing_knows_nothing() -> None:
    assert (Share(0, 0).value, Share(0, 0).interval, str(Share(0, 0))) == (0.0, (0.0, 1.0), "none")


@pytest.mark.parametrize(
    ("texts", "found"),
    [((), 0.0), (("word",), 0.0), (("a warm cup", "a warm mug"), 3 / 4), (("a warm cup", "a warm cup"), 1 / 2)],
)
def test_distinct_2_is_the_share_of_different_pairs(texts: tuple[str, ...], found: float) -> None:
    assert distinct_2(texts) == found


def test_self_similarity_is_the_mean_of_all_pairs() -> None:
    assert self_similarity(["one", "one"]) == 1.0
    assert self_similarity(["aaa", "bbb"]) == 0.0
    assert self_similarity(["aaa", "aaa", "bbb"]) == pytest.approx(1 / 3)
    assert self_similarity(["one"]) == 0.0
