"""Words that English does not know: a small model now and then makes one up ("lofters", "foodboxes")."""

from __future__ import annotations

from collections.abc import Iterable

import regex
from spellchecker import SpellChecker

from core.checks.words import stem, words_of
from core.once import once

SHORTEST = 4
BRITISH = ((r"our", "or"), (r"re(s?)$", r"er\1"), (r"([iy])s(e|ing|ation)", r"\1z\2"), (r"ll(ed|er|ing)", r"l\1"))
"""The dictionary spells as Americans do: each of these turns a British spelling into theirs."""


def unknown_words(text: str, given: Iterable[str]) -> list[str]:
    """Words of the text, in order, that neither the dictionary has nor what was ``given``: names, terms of a trade.

    >>> unknown_words("Sneakers and lofters in Ottermoss", ["Ottermoss"])
    ['lofters']
    """
    doubtful = [word for word in words_of(text) if not _is_known(word)]
    if not doubtful:
        return []
    stems = {stem(word) for part in given for word in words_of(part)}
    return [word for word in doubtful if stem(_bare(word)) not in stems]


def _is_known(word: str) -> bool:
    return any(letter.isdigit() for letter in word) or all(_is_part_known(part) for part in _bare(word).split("-"))


def _is_part_known(part: str) -> bool:
    return len(part) < SHORTEST or part in _dictionary() or _american(part) in _dictionary()


def _bare(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s")


def _american(word: str) -> str:
    for pattern, spelling in BRITISH:
        word = regex.sub(pattern, spelling, word)
    return word


@once
def _dictionary() -> frozenset[str]:
    return frozenset(SpellChecker(language="en").word_frequency.dictionary)
