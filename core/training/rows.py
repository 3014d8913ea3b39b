"""Examples as the token rows that a model learns from."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import regex

from core.channels.catalogue import Catalogue
from core.domain import Brief
from core.house.reading import HouseExample
from core.prompts.house import about, reader, task

REQUIRED = 0.2
"""Share of texts that are asked for a word which they have: few briefs require one, and it is soon forgotten."""
WORD = regex.compile(r"\p{L}{5,}")
MOST_TEXTS = 12
"""Texts of one sequence: more would be read once for longer, and make steps of little variety."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is asked for and what was written; only ``text`` is learnt."""

    task: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One brief for one reader, and several texts written for it: a sequence of training."""

    prefix: str
    answers: tuple[Answer, ...]


def readings(examples: Iterable[HouseExample], channels: Catalogue, dice: random.Random) -> list[Reading]:
    """All examples, in a new order, each brief's facts in a new order too: what is said first is not what matters."""
    found: list[Reading] = []
    by_reader = sorted(examples, key=lambda example: _reader_of(example.brief))
    for _, group in groupby(by_reader, key=lambda example: _reader_of(example.brief)):
        own = list(group)
        dice.shuffle(own)
        brief = own[0].brief
        facts = dice.sample(brief.facts, len(brief.facts))
        prefix = about(replace(brief, facts=tuple(facts))) + reader(brief)
        answers = tuple(answer for example in own for answer in _answers(example, channels, dice))
        found += [Reading(prefix, part) for part in _parts(answers)]
    dice.shuffle(found)
    return found


def _answers(example: HouseExample, channels: Catalogue, dice: random.Random) -> Iterator[Answer]:
    channel, brand = channels.get(example.brief.channel), example.brief.brand
    required = example.brief.required or _required_of(example.text, dice)
    direct = example.direct
    yield Answer(task(channel, brand, direct=direct, required=required), example.text)
    if example.weak:
        yield Answer(task(channel, brand, direct=direct, required=required, rewrite=example.weak), example.text)


def _required_of(text: str, dice: random.Random) -> tuple[str, ...]:
    """Now and then a word of the text, as if the brief had asked for it."""
    words = WORD.findall(text)
    return (dice.choice(words),) if words and dice.random() < REQUIRED else ()


def _parts(answers: Sequence[Answer]) -> Iterator[tuple[Answer, ...]]:
    for start in range(0, len(answers), MOST_TEXTS):
        yield tuple(answers[start : start + MOST_TEXTS])


def _reader_of(brief: Brief) -> tuple[str, str, str]:
    return brief.brand, brief.persona.name, brief.persona.description
