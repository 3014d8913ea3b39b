"""Examples as the token rows that a model learns from."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import regex

from core.channels.catalogue import Catalogue
from core.domain import Brief
from core.house.marks import Mark, MarkedDraft
from core.house.reading import HouseExample
from core.prompts.house import about, reader, task

REQUIRED = 0.2
"""Share of texts that are asked for a word which they have: few briefs require one, and it is soon forgotten."""
WORD = regex.compile(r"\p{L}{5,}")
MOST_TEXTS = 12
"""Texts of one sequence: more would be read once for longer, and make steps of little variety."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is asked for and what was written; only ``text`` is learnt, and that it is better than ``draft``.

    Where ``said`` is given the text is the next sentence after it; ``ends`` is False where more follows.
    """

    task: str
    text: str
    draft: str = ""
    said: str = ""
    ends: bool = True

    @property
    def asked(self) -> str:
        """All that stands before the text."""
        return f"{self.task} {self.said}" if self.said else self.task

    def begun_with(self, text: str) -> str:
        """A text as it follows what is asked: after a space, unless it begins a paragraph."""
        return text if text.startswith("\n") else f" {text}"


@dataclass(frozen=True, slots=True)
class Reading:
    """One brief for one reader, and several texts written for it: a sequence of training."""

    prefix: str
    answers: tuple[Answer, ...]


Lessons = Callable[[random.Random], list[Reading]]
"""All that is to be learnt, in an order of these dice."""


def lessons(examples: Sequence[HouseExample], channels: Catalogue) -> Lessons:
    """Texts to be written like."""
    return lambda dice: readings(examples, channels, dice)


def mended_lessons(marks: Sequence[MarkedDraft], channels: Catalogue) -> Lessons:
    """The model's own drafts, as they should have been: what was mended, and what would be pasted as it is."""
    return lambda dice: mended_readings(marks, channels, dice)


def readings(examples: Iterable[HouseExample], channels: Catalogue, dice: random.Random) -> list[Reading]:
    """All examples, in a new order, each brief's facts in a new order too: what is said first is not what matters."""
    return _by_reader([(example.brief, tuple(_answers(example, channels, dice))) for example in examples], dice)


def mended_readings(marks: Iterable[MarkedDraft], channels: Catalogue, dice: random.Random) -> list[Reading]:
    """All drafts that were mended or are right, in a new order; nothing is to be learnt from the others."""
    useful = [marked for marked in marks if marked.mended or marked.mark is Mark.PASTE]
    return _by_reader([(marked.brief, (_mended(marked, channels),)) for marked in useful], dice)


def _by_reader(written: Sequence[tuple[Brief, Sequence[Answer]]], dice: random.Random) -> list[Reading]:
    """Answers for one brief and reader together, a few at a time."""
    found: list[Reading] = []
    by_reader = sorted(written, key=lambda one: _reader_of(one[0]))
    for _, group in groupby(by_reader, key=lambda one: _reader_of(one[0])):
        own = list(group)
        dice.shuffle(own)
        brief = own[0][0]
        facts = dice.sample(brief.facts, len(brief.facts))
        prefix = about(replace(brief, facts=tuple(facts))) + reader(brief)
        answers = sorted((answer for _, answers in own for answer in answers), key=lambda answer: len(answer.said))
        found += [Reading(prefix, part) for part in _parts(answers)]
    dice.shuffle(found)
    return found


def _mended(marked: MarkedDraft, channels: Catalogue) -> Answer:
    brief = marked.brief
    return Answer(
        task(channels.get(brief.channel), brief.brand, required=brief.required),
        marked.mended or marked.text,
        draft=marked.text if marked.mended else "",
        said=marked.said,
        ends=marked.ends,
    )


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
