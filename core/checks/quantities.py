"""Numbers in a text, however they are written."""

from __future__ import annotations

import regex

NUMBER = r"\d+(?:[.,:]\d+)*"
FIND = regex.compile(rf"{NUMBER}")
SIGNED = regex.compile(
    rf"(?P<before>[$£€¥])\s?(?P<first>{NUMBER})|(?P<second>{NUMBER})\s?(?P<after>%|percent\b|per cent\b|[€¥])",
    regex.IGNORECASE,
)
THOUSANDS = regex.compile(r"(?<=\d),(?=\d{3}(?!\d))")
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
UNITS = (
    "seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|percent|per cent|dollars?|pounds|euros?|"
    "cents?|pence|times|miles?|kilometres?|kilometers?|metres?|meters?|feet|inches|litres?|liters?|grams?|kilos?|"
    "ounces|degrees|hundred|thousand|million"
)
MEASURED = regex.compile(
    rf"\b({'|'.join(WORDS)})[\s-]+(?:(?:working|whole|full|more|business)\s+)?(?:{UNITS})\b", regex.IGNORECASE
)
WORD = regex.compile(rf"\b(?:{'|'.join(WORDS)})\b", regex.IGNORECASE)


def numbers(text: str) -> set[str]:
    """Every number, digits or words, in one form.

    >>> sorted(numbers("Two cups of 1,000 ml, 2.50 each"))
    ['1000', '2', '2.5']
    """
    found = {_plain(match) for match in FIND.findall(text)}
    return found | {WORDS[word.casefold()] for word in WORD.findall(text)}


def claimed_numbers(text: str) -> set[str]:
    """As ``numbers``, of those up to twelve in words only such as measure: "two days" may be a claim, "you two" not.

    >>> sorted(claimed_numbers("You two wait two days for 3 mugs")), sorted(claimed_numbers("You two"))
    (['2', '3'], [])
    """
    measured = {match[1].casefold() for match in MEASURED.finditer(text)}
    words = {word.casefold() for word in WORD.findall(text)}
    kept = {word for word in words if word in measured or word not in SMALL_ONES}
    return {_plain(match) for match in FIND.findall(text)} | {WORDS[word] for word in kept}


def signed_numbers(text: str) -> dict[tuple[str, str], str]:
    """Prices and shares: (number, sign) -> as it stands in the text.

    >>> signed_numbers("15% off from £22")
    {('15', '%'): '15%', ('22', '£'): '£22'}
    """
    found: dict[tuple[str, str], str] = {}
    for match in SIGNED.finditer(text):
        number = match["first"] or match["second"]
        sign = (match["before"] or match["after"]).casefold()
        found[_plain(number), "%" if sign.startswith("per") else sign] = match.group()
    return found


def _plain(number: str) -> str:
    number = THOUSANDS.sub("", number)
    return number.rstrip("0").rstrip(".") if "." in number and ":" not in number else number
