"""What a text must keep to, as far as an engine can see to it while it writes; the checks decide afterwards.

Only what is certain from the text so far: a number that the brief lacks, a name that goes wrong, a banned word, an
end before all is said that must be. An engine that cannot see to bounds leaves them to the checks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import regex

from core.channels.counting import RULES
from core.engines.sentences import SENTENCE_END
from core.numerals import digits_in

LAST_CAPITALISED = regex.compile(r"\b\p{Lu}[\p{L}\p{N}]*(?=\W*$)")
SHORTEST_SENTENCE = 16
"""Units of room below which no further sentence fits: "Book a table." has 13, and a space before it."""
LEAST_OF_A_NAME, SHARE_OF_A_NAME = 4, 0.6
"""A capitalised word that shares so many letters, and this much, with a name is meant to be that name."""


@dataclass(frozen=True)
class Bounds:
    """``limit`` counts as ``counting`` does; ``numbers`` are all that may stand in the text, None where any may;
    ``names`` are spelled exactly; ``needed`` has to be said before the text may end."""

    limit: int | None = None
    counting: str = "characters"
    sentences: bool = False
    numbers: tuple[str, ...] | None = None
    names: tuple[str, ...] = ()
    banned: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()

    def allow(self, text: str) -> bool:
        """Whether a text that begins so can still keep to them."""
        return not any(rule(self, text) for rule in BREACHES)

    def allow_end(self, text: str) -> bool:
        """Whether a text may end here."""
        return not self.missing(text) and not _unknown_number(self, f"{text} ")

    def missing(self, text: str) -> tuple[str, ...]:
        """What a text has not said yet of all that it needs."""
        said = text.casefold()
        return tuple(needed for needed in self.needed if needed.casefold() not in said)

    def are_full(self, text: str) -> bool:
        """Whether a sentence has ended and no other has room."""
        if self.limit is None or not self.sentences or not SENTENCE_END.search(text):
            return False
        return self.limit - self.length(text) < SHORTEST_SENTENCE

    @cached_property
    def length(self) -> Callable[[str], int]:
        return RULES[self.counting]

    @cached_property
    def banned_words(self) -> regex.Pattern[str] | None:
        words = "|".join(regex.escape(word) for word in self.banned)
        return regex.compile(rf"(?<!\w)(?:{words})(?!\w)", regex.IGNORECASE) if words else None


UNBOUNDED = Bounds()


def _too_long(bounds: Bounds, text: str) -> bool:
    return bounds.limit is not None and bounds.length(text.strip()) > bounds.limit


def _unknown_number(bounds: Bounds, text: str) -> bool:
    """A number that stands at the end may still grow; every other one is whole."""
    if bounds.numbers is None:
        return False
    for match in digits_in(text):
        tail = text[match.end() :]
        known = match.group() in bounds.numbers
        grows = tail in ("", ".", ",", ":") and any(
            number.startswith(match.group() + tail) for number in bounds.numbers
        )
        if not known and not grows:
            return True
    return False


def _misspelled_name(bounds: Bounds, text: str) -> bool:
    found = LAST_CAPITALISED.search(text)
    return found is not None and any(_spoils(found.group(), name) for name in bounds.names)


def _spoils(word: str, name: str) -> bool:
    """Whether a word sets out as a part of the name and does not go on as it does."""
    for part in name.split():
        shared = _shared(word.casefold(), part.casefold())
        if shared >= max(LEAST_OF_A_NAME, SHARE_OF_A_NAME * len(part)):
            return not part.startswith(word) and not word.startswith(part)
    return False


def _shared(one: str, other: str) -> int:
    """Letters that two words begin with in common."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _banned_word(bounds: Bounds, text: str) -> bool:
    return bounds.banned_words is not None and bounds.banned_words.search(text) is not None


BREACHES: tuple[Callable[[Bounds, str], bool], ...] = (_too_long, _unknown_number, _misspelled_name, _banned_word)
