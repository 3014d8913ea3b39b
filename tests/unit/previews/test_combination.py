from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from core.previews.combination import combination, distinct, next_seed
from core.previews.surfaces import SURFACES, surface_by_id

SEARCH, FEED = surface_by_id("search"), surface_by_id("meta_feed")
TEXTS = st.lists(st.text(alphabet="abAB ", max_size=4), max_size=15)


@st.composite
def ads(draw: st.DrawFn) -> tuple[dict[str, list[str]], dict[str, dict[str, int]]]:
    """Headlines and descriptions of an ad, with any of them pinned."""
    texts = {"google_headline": draw(TEXTS), "google_description": draw(TEXTS)}
    pins: dict[str, dict[str, int]] = {}
    for channel, places in (("google_headline", 3), ("google_description", 2)):
        pinned = draw(st.lists(st.sampled_from(texts[channel]), max_size=4)) if texts[channel] else []
        pins[channel] = {text: draw(st.integers(1, places)) for text in pinned}
    return texts, pins


def shown(found: Mapping[str, tuple[str, ...]], channel: str) -> tuple[str, ...]:
    return found.get(channel, ())


@given(ad=ads(), seed=st.integers(0, 2**32))
@settings(max_examples=300, deadline=None)
def test_a_drawn_ad_repeats_nothing_and_keeps_what_is_pinned_in_its_place(
    ad: tuple[dict[str, list[str]], dict[str, dict[str, int]]], seed: int
) -> None:
    texts, pins = ad
    found = combination(texts, SEARCH, seed=seed, pins=pins)
    assert found == combination(texts, SEARCH, seed=seed, pins=pins)
    for channel, most in (("google_headline", 3), ("google_description", 2)):
        own = shown(found, channel)
        assert len(own) <= most
        assert len({text.strip().casefold() for text in own}) == len(own)
        assert set(own) <= set(texts[channel])
        kept = distinct(texts[channel])
        for text in own:
            assert own.index(text) + 1 <= pins[channel].get(text, most)
        for place in (1, 2) if channel == "google_headline" else (1,):
            pinned = [text for text in kept if pins[channel].get(text) == place]
            assert not pinned or set(own) & set(pinned), "what must appear in every ad did not"


def test_a_pinned_text_stands_where_it_is_pinned() -> None:
    texts = {"google_headline": ["One", "Two", "Three", "Four"], "google_description": ["A.", "B.", "C."]}
    pins = {"google_headline": {"Four": 1, "One": 2}, "google_description": {"C.": 2}}
    for seed in range(40):
        found = combination(texts, SEARCH, seed=seed, pins=pins)
        assert found["google_headline"][:2] == ("Four", "One")
        assert found["google_description"][0] in ("A.", "B.")
        assert found["google_description"][1:] in ((), ("C.",))


def test_two_pinned_to_one_place_take_turns() -> None:
    texts = {"google_headline": ["One", "Two", "Three", "Four"]}
    pins = {"google_headline": {"One": 1, "Two": 1}}
    firsts = {combination(texts, SEARCH, seed=seed, pins=pins)["google_headline"][0] for seed in range(40)}
    assert firsts == {"One", "Two"}


def test_an_ad_shows_two_or_three_headlines_and_one_or_two_descriptions() -> None:
    texts = {"google_headline": list("abcdefgh"), "google_description": list("ABCD")}
    found = [combination(texts, SEARCH, seed=seed) for seed in range(60)]
    assert {len(one["google_headline"]) for one in found} == {2, 3}
    assert {len(one["google_description"]) for one in found} == {1, 2}


def test_elsewhere_the_best_stand_first() -> None:
    texts = {"meta_primary": ["best", "second"], "meta_headline": ["good", "fair"], "x_post": ["not here"]}
    assert combination(texts, FEED, seed=0) == {"meta_primary": ("best",), "meta_headline": ("good",)}


def test_another_combination_is_another_one() -> None:
    texts = {"meta_primary": ["best", "second"]}
    following = next_seed(texts, FEED, seed=0)
    assert following is not None
    assert combination(texts, FEED, seed=following) == {"meta_primary": ("second",)}
    assert next_seed({"meta_primary": ["only", "Only "]}, FEED, seed=0) is None


def test_bullet_points_keep_their_order() -> None:
    texts = {"amazon_bullet": [f"point {place}" for place in range(9)]}
    for seed in range(20):
        own = combination(texts, surface_by_id("product"), seed=seed)["amazon_bullet"]
        assert len(own) == 5
        assert list(own) == sorted(own)


@given(seed=st.integers(0, 1000))
def test_nothing_makes_nothing(seed: int) -> None:
    assert [combination({}, surface, seed=seed) for surface in SURFACES] == [{}] * len(SURFACES)
