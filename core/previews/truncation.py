"""Where a surface stops showing a text.

A cut is in the channel's own counting, never in pixels: Google, which cuts by width, publishes no widths, and the
others none either. A cut is never inside a grapheme cluster, so no emoji, flag or accent is ever split.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import regex


@dataclass(frozen=True, slots=True)
class Cut:
    """A text and the code point that it is seen up to."""

    text: str
    end: int

    @property
    def shown(self) -> str:
        return self.text[: self.end]

    @property
    def rest(self) -> str:
        return self.text[self.end :]

    @property
    def is_cut(self) -> bool:
        return bool(self.rest.strip())


def cut(text: str, most: int | None, count: Callable[[str], int], *, lines: int | None = None) -> Cut:
    """The longest beginning of ``text`` that counts at most ``most`` and fills at most ``lines`` lines, without white
    space at its end. None is no bound.

    >>> cut("Warm mugs, all day", 8, len).shown
    'Warm mug'
    >>> cut("one\\ntwo\\nthree", None, len, lines=2).shown
    'one\\ntwo'
    """
    within = _first_lines(text, lines)
    if most is not None and count(within) > most:
        within = _fitting(within, most, count)
    return Cut(text, len(within.rstrip()) if len(within) < len(text) else len(text))


def _fitting(text: str, most: int, count: Callable[[str], int]) -> str:
    """By halves, as a rule need not be a sum over clusters. What is returned has been counted, or is empty."""
    ends = [0, *(found.end() for found in regex.finditer(r"\X", text))]
    fits, too_long = 0, len(ends) - 1
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if count(text[: ends[middle]]) <= most:
            fits = middle
        else:
            too_long = middle
    return text[: ends[fits]]


def _first_lines(text: str, lines: int | None) -> str:
    return text if lines is None else "".join(text.splitlines(keepends=True)[:lines])
