"""Every house example holds what we ask of a variant, and of a good set of examples."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from core.channels.catalogue import load_catalogue
from core.checks import run_checks
from core.house.reading import FOLDER, HouseExample, Split, house_examples, of_split, read_file

CHANNELS = load_catalogue()
ALIKE = 80
STOCK = re.compile(
    r"\b(?:unlock|elevate|game.?chang|unleash|seamless|effortless|look no further|next level|embrace|indulge|"
    r"peace of mind|hassle|crafted with|we've got you covered|introducing)",
    re.IGNORECASE,
)
THIN = ("linkedin_intro", "x_post", "sms", "push")


def by_channel(channel: str) -> list[HouseExample]:
    return [example for example in house_examples() if example.brief.channel == channel]


def test_there_are_enough_of_them() -> None:
    assert len(house_examples()) >= 3_600
    assert len({example.brief.brand for example in house_examples()}) >= 300
    counts = Counter(example.brief.channel for example in house_examples())
    assert set(counts) == {channel.id for channel in CHANNELS.taught()}
    assert min(counts[channel] for channel in THIN) >= 300
    assert min(counts.values()) >= 250


def test_a_brand_is_in_one_split_only() -> None:
    brands = {split: {example.brief.brand for example in of_split(split)} for split in Split}
    assert not brands[Split.TRAIN] & brands[Split.DEV]
    assert not brands[Split.TRAIN] & brands[Split.TEST]
    assert not brands[Split.DEV] & brands[Split.TEST]
    assert len({path.stem for path in FOLDER.rglob("*.txt")}) == sum(map(len, brands.values()))


def test_the_test_split_has_briefs_for_every_channel() -> None:
    briefs = {example.brief for example in of_split(Split.TEST)}
    assert len(briefs) >= 80
    assert {brief.channel for brief in briefs} == {channel.id for channel in CHANNELS.taught()}


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.txt")), ids=lambda path: path.stem)
def test_every_text_of_a_brand_passes_our_own_checks(path: object) -> None:
    examples = read_file(path)  # type: ignore[arg-type]
    assert len(examples) >= 8
    for example in examples:
        checks = run_checks(example.text, example.brief, CHANNELS.get(example.brief.channel))
        assert [check for check in checks if not check.ok] == [], example.text
        assert not STOCK.search(example.text), example.text
        assert "!" not in example.text, example.text


@pytest.mark.parametrize("channel", [channel.id for channel in CHANNELS.taught()])
def test_no_two_texts_of_a_channel_are_nearly_the_same(channel: str) -> None:
    texts = [example.text.casefold() for example in by_channel(channel)]
    likeness = cdist(texts, texts, scorer=ratio, score_cutoff=ALIKE, workers=1)
    pairs = [(texts[a], texts[b]) for a, b in zip(*likeness.nonzero(), strict=True) if a < b]
    assert pairs == []


def test_about_half_of_the_briefs_make_an_offer() -> None:
    offers = {example.brief.brand: bool(example.brief.offer) for example in house_examples()}
    assert 0.35 <= sum(offers.values()) / len(offers) <= 0.65
