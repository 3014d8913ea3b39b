"""What a platform refuses in a text of some field, by the names that the catalogue uses.

Each looks at the text alone and says what of it is refused; empty where nothing is. The catalogue has source and date
for each field.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import regex

EMOJI = regex.compile(r"[^\P{Extended_Pictographic}©®™]|\p{Regional_Indicator}|\u20E3")
REPEATED = regex.compile(r"([!?.,;:])\1{1,}")
AMAZON_SIGNS = regex.compile(r"[!$?_{}^¬¦]")
WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’-]*")
MOST_TIMES = 2
FREE_WORDS = frozenset(
    "a an the and or but nor of in on at to for with by from as into over under up out off per via plus".split()
)
"""Articles, conjunctions and prepositions may come as often as they like in an Amazon title."""


def no_emoji(text: str) -> str:
    """
    >>> no_emoji("Warm ☕"), no_emoji("Brightmug®")
    ('emoji', '')
    """
    return "emoji" if EMOJI.search(text) else ""


def no_exclamation_mark(text: str) -> str:
    return "“!”" if "!" in text or "！" in text else ""


def no_repeated_punctuation(text: str) -> str:
    """
    >>> no_repeated_punctuation("Cold again??"), no_repeated_punctuation("And then...")
    ('repeated punctuation', '')
    """
    return "repeated punctuation" if REPEATED.search(text.replace("...", "…")) else ""


def no_amazon_signs(text: str) -> str:
    """
    >>> no_amazon_signs("Mug, 350 ml {new}")
    '“{”'
    """
    found = AMAZON_SIGNS.search(text)
    return f"“{found.group()}”" if found else ""


def no_word_thrice(text: str) -> str:
    """
    >>> no_word_thrice("Mug for the Car, Mug for the Desk, Travel Mug")
    '“mug” more than twice'
    """
    counts = Counter(word.casefold() for word in WORD.findall(text))
    often = (word for word, times in counts.items() if times > MOST_TIMES and word not in FREE_WORDS)
    return next((f"“{word}” more than twice" for word in often), "")


POLICIES: dict[str, Callable[[str], str]] = {
    "no_emoji": no_emoji,
    "no_exclamation_mark": no_exclamation_mark,
    "no_repeated_punctuation": no_repeated_punctuation,
    "no_amazon_signs": no_amazon_signs,
    "no_word_thrice": no_word_thrice,
}
