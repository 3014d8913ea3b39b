"""What the judge looks at: signs of sense that can be seen without understanding.

A small model makes sense where it says whole facts nearly in the brief's words; it invents where words stand that
nobody gave it, and mixes things up where it spends the reader's life as if it were the product.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

import regex

from core.checks.claims.amounts import amounts
from core.checks.claims.statements import statements
from core.checks.spelling import unknown_words
from core.checks.words import content_words, words_of
from core.domain import Brief

RUN = 2
"""Words in a row that stand so in the brief are taken from it."""
CLAUSE_END = regex.compile(r"[.!?…;:,\n–—()](?=\s|$)")
WHOLE, IN_PART = 0.99, 0.25
"""Shares of a fact's words of meaning: with all of them it is told whole, with some it is torn."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Shares are of the text's words, 0 to 1; counts are of words or facts."""

    taken: float  # in runs that stand in the brief's product, facts, offer or call to action
    taken_from_reader: float  # in runs that stand in the reader's description
    invented: float  # share of its words of meaning that the brief has nowhere
    invented_count: float
    unknown: float  # count of words that are in no dictionary and that nobody gave
    of_reader: float  # share of its words of meaning that only the reader's description has
    of_reader_count: float
    facts_whole: float
    facts_torn: float
    astray: float  # count of amounts that stand beside no word of the fact which they are from
    repeated: float  # share of its words of meaning that were said before
    amounts_again: float  # count of amounts that were said before
    likely: float  # mean natural log-probability of a token, as the model drew it
    likely_whole: float  # the same, summed over the text

    @property
    def values(self) -> list[float]:
        """In the order of ``NAMES``."""
        return [float(getattr(self, name)) for name in NAMES]


NAMES = tuple(field.name for field in fields(Signs))


def signs_of(text: str, brief: Brief, logprob: float, tokens: int) -> Signs:
    """The signs of a text; ``logprob`` is the mean log-probability of its ``tokens`` tokens."""
    given, described = statements(brief), _described(brief)
    words, meant = words_of(text), content_words(text)
    of_product = content_words(" ; ".join(given))
    of_reader = _of_reader(meant, brief)
    invented = meant - of_product - of_reader
    told = _shares_told(meant, brief)
    return Signs(
        taken=_taken(words, given),
        taken_from_reader=_taken(words, described),
        invented=len(invented) / max(1, len(meant)),
        invented_count=len(invented),
        unknown=len(strange_words(text, brief)),
        of_reader=len(of_reader) / max(1, len(meant)),
        of_reader_count=len(of_reader),
        facts_whole=sum(share >= WHOLE for share in told),
        facts_torn=sum(IN_PART < share < WHOLE for share in told),
        astray=_astray(text, brief),
        repeated=_repeated(words),
        amounts_again=_amounts_again(text),
        likely=logprob,
        likely_whole=logprob * tokens,
    )


def speaks_to_reader(text: str, brief: Brief) -> bool:
    """Whether the text takes up a word that only the reader's description has."""
    return bool(_of_reader(content_words(text), brief))


def strange_words(text: str, brief: Brief) -> list[str]:
    """Words that no dictionary has and that the brief does not give."""
    return unknown_words(text, (*statements(brief), *_described(brief), brief.tone, brief.rewrite))


def facts_told(text: str, brief: Brief) -> list[bool]:
    """For each fact, and the offer, whether the text tells it whole."""
    return [share >= WHOLE for share in _shares_told(content_words(text), brief)]


def _of_reader(meant: set[str], brief: Brief) -> set[str]:
    """Of words of meaning, those that only the reader's description has."""
    return meant & content_words(" ; ".join(_described(brief))) - content_words(" ; ".join(statements(brief)))


def _described(brief: Brief) -> tuple[str, ...]:
    return (brief.persona.name, brief.persona.description)


def _shares_told(meant: set[str], brief: Brief) -> list[float]:
    facts = [content_words(fact) for fact in (*brief.facts, brief.offer) if fact.strip()]
    return [len(fact & meant) / max(1, len(fact)) for fact in facts]


def _taken(words: Sequence[str], sources: Iterable[str]) -> float:
    """The share of the words that stand in a run which a source has too."""
    runs = {run for source in sources for run in _runs(words_of(source))}
    taken: set[int] = set()
    for place, run in enumerate(_runs(words)):
        if run in runs:
            taken.update(range(place, place + RUN))
    return len(taken) / max(1, len(words))


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1)]


def _astray(text: str, brief: Brief) -> int:
    facts = [(amounts(fact), content_words(fact)) for fact in (*brief.facts, brief.offer) if fact.strip()]
    count = 0
    for said in amounts(text):
        own = [words for stated, words in facts if any(amount.number == said.number for amount in stated)]
        beside = content_words(_clause(text, said.start, said.end))
        wanted = {word for words in own for word in words if not any(letter.isdigit() for letter in word)}
        count += bool(wanted) and not wanted & beside
    return count


def _clause(text: str, start: int, end: int) -> str:
    """What stands between the stops around a place, without the place itself."""
    before, after = CLAUSE_END.split(text[:start])[-1], CLAUSE_END.split(text[end:])[0]
    return f"{before} {after}"


def _repeated(words: Sequence[str]) -> float:
    meaning = [word for word in words if content_words(word)]
    return (len(meaning) - len(set(meaning))) / max(1, len(meaning))


def _amounts_again(text: str) -> int:
    said = [text[amount.start : amount.end].casefold() for amount in amounts(text) if amount.in_digits]
    return len(said) - len(set(said))
