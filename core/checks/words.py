"""Finding words and phrases, whatever their case."""

from __future__ import annotations

from functools import lru_cache

import regex

WORD = regex.compile(r"[\p{L}\p{N}]+(?:(?:['’-]|(?<=\d)[.,:](?=\d))[\p{L}\p{N}]+)*")

SMALL = frozenset(
    "a about after all also am an and any are as at be been before but by can could did do does for from get had "
    "has have he her here him his how i if in into is it its just like made make makes me more most my no not now of "
    "off on one only or our out over own she so some such than that the their them then there these they this "
    "those to too up us use very was we well were what when where which while who will with without would you "
    "your yours every each".split()
)


def words_of(text: str) -> list[str]:
    """Words in lower case, in order."""
    return list(_words(text))


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """Kept, as every check asks for the words of the same text and the same brief."""
    return tuple(match.casefold() for match in WORD.findall(text))


def content_words(text: str) -> set[str]:
    """The words that carry meaning, roughly stemmed: plurals and -ing forms meet their stems."""
    return {stem(word) for word in words_of(text) if word not in SMALL and len(word) > 2}


def stem(word: str) -> str:
    """A rough stem, enough to let "mugs" meet "mug" and "heating" meet "heats".

    >>> stem("batteries"), stem("heating"), stem("heats")
    ('batteri', 'heat', 'heat')
    """
    for ending in ("ing", "es", "ed", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def has_phrase(text: str, phrase: str) -> bool:
    """Whether the phrase stands in the text as whole words, whatever its case and white space.

    >>> has_phrase("A gadget.", "Gadget"), has_phrase("gadgetry", "gadget")
    (True, False)
    """
    return find_phrase(text, phrase) is not None


def find_phrase(text: str, phrase: str) -> regex.Match[str] | None:
    """Where the phrase first stands in the text, as ``has_phrase`` sees it."""
    pattern = _pattern_of(phrase)
    return pattern.search(text) if pattern else None


@lru_cache(maxsize=4096)
def _pattern_of(phrase: str) -> regex.Pattern[str] | None:
    words = r"\s+".join(regex.escape(part) for part in phrase.split())
    return regex.compile(rf"(?i)(?<![^\W\p{{Han}}]){words}(?![^\W\p{{Han}}])") if words else None
