"""Numbers in digits and in words."""

from __future__ import annotations

from collections.abc import Iterator

import regex

NUMBER = r"\d+(?:[.,:]\d+)*"
SMALL_ONES = "two three four five six seven eight nine ten eleven twelve".split()
WORDS = {word: str(value) for value, word in enumerate(SMALL_ONES, start=2)} | {
    "fifteen": "15",
    "twenty": "20",
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "ninety": "90",
    "hundred": "100",
    "thousand": "1000",
    "million": "1000000",
    "dozen": "12",
}
_DIGITS = regex.compile(NUMBER)
_THOUSANDS = regex.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def plain_number(number: str) -> str:
    """One form for each value.

    >>> plain_number("1,000"), plain_number("2.50"), plain_number("9:30"), plain_number("dozen")
    ('1000', '2.5', '9:30', '12')
    """
    if not number[0].isdigit():
        return WORDS[number.casefold()]
    number = _THOUSANDS.sub("", number)
    return number.rstrip("0").rstrip(".") if "." in number and ":" not in number else number


def digits_in(text: str) -> Iterator[regex.Match[str]]:
    """Every number written in digits, in order."""
    return _DIGITS.finditer(text)
