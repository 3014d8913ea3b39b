"""Amounts: numbers with what gives them their meaning, a sign, a unit, a sense ("until", "up to")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from core.checks.claims.claim import Claim, Kind
from core.checks.claims.dates import MONTHS
from core.checks.claims.senses import agree, sense_of
from core.numerals import NUMBER, SMALL_ONES, WORDS, plain_number

CURRENCIES = "$£€¥"
DURATIONS = "second minute hour day night week month year decade".split()
MEASURES = (
    "mile kilometre metre centimetre millimetre foot inch yard litre millilitre gram kilogram pound ounce degree "
    "decibel lumen watt penny cent percent"
).split()
SPELLINGS = {
    "sec": "second", "secs": "second", "min": "minute", "mins": "minute", "hr": "hour", "hrs": "hour",
    "kilometer": "kilometre", "km": "kilometre", "meter": "metre", "m": "metre", "cm": "centimetre",
    "mm": "millimetre", "feet": "foot", "ft": "foot", "inches": "inch", "in": "", "liter": "litre", "l": "litre",
    "ml": "millilitre", "g": "gram", "kg": "kilogram", "kilo": "kilogram", "lb": "pound", "lbs": "pound",
    "oz": "ounce", "db": "decibel", "w": "watt", "p": "penny", "pence": "penny", "%": "percent", "c": "degree",
    "f": "degree", "°c": "degree", "°f": "degree", "°": "degree",
}  # fmt: skip
HALVES = {"am": "am", "a.m": "am", "pm": "pm", "p.m": "pm"}
TIMES = ("am", "pm", "date")
WORD = rf"(?:{'|'.join(WORDS)})"
AMOUNT = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}])(?P<sign>[{CURRENCIES}])?\s?(?P<number>{NUMBER}|\b{WORD}\b)"
    r"(?P<plus>\+)?(?:\s?(?P<after>[€¥](?!\d)|%)|[\s-]{0,2}(?:(?:working|business|whole|full|more|square)\s)?"
    r"(?P<unit>per ?cent\b|°\s?[CF]?|[ap]\.?m\b|\p{L}+))?",
    regex.IGNORECASE,
)
NO_UNIT = regex.compile(r"[-\s](?:hand|olds?)\b", regex.IGNORECASE)
MONTH = regex.compile(rf"(?:st|nd|rd|th)?\s(?:of\s)?(?:{'|'.join((*MONTHS, 'may'))})\b", regex.IGNORECASE)
JOINED = regex.compile(r"\s?(?:to|or|and|[-–—/])\s?", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """``number`` is in plain digits; ``sign`` a currency or ""; ``unit`` a singular unit, "am", "pm" or ""."""

    start: int
    end: int
    number: str
    sign: str
    unit: str
    sense: str
    in_digits: bool

    @property
    def kind(self) -> Kind:
        if self.sign or self.unit in ("penny", "cent"):
            return Kind.PRICE
        if self.unit == "percent":
            return Kind.SHARE
        if self.unit in TIMES:
            return Kind.DATE
        return Kind.DURATION if self.unit in DURATIONS else Kind.NUMBER

    @property
    def is_time(self) -> bool:
        """A time of the day or a day of a month."""
        return self.kind is Kind.DATE

    @property
    def is_claim(self) -> bool:
        """A small number in words claims something only where it measures: "two days" does, "you two" does not."""
        return self.in_digits or bool(self.unit or self.sign) or self.number not in _SMALL


_SMALL = frozenset(WORDS[word] for word in SMALL_ONES)


def amounts(text: str) -> tuple[Amount, ...]:
    """Every amount, in order; what joins two ("6 to 9pm") gives both the unit of the second."""
    found = [_amount(text, match) for match in AMOUNT.finditer(text)]
    for place in range(len(found) - 2, -1, -1):
        one, other = found[place], found[place + 1]
        if not one.unit and not one.sign and JOINED.fullmatch(text[one.end : other.start]):
            found[place] = replace(one, unit=other.unit, sign=other.sign)
    return tuple(found)


def amount_claims(text: str, stated: Sequence[str], known: Sequence[str]) -> list[Claim]:
    """A claim for each amount of the text: one that ``stated`` holds in the same sense, or ``known`` at all."""
    own = [(statement, amount) for statement in stated for amount in amounts(statement)]
    theirs = [(statement, amount) for statement in known for amount in amounts(statement)]
    return [_claim(text, amount, own, theirs) for amount in amounts(text) if amount.is_claim]


def _claim(text: str, said: Amount, own: list[tuple[str, Amount]], theirs: list[tuple[str, Amount]]) -> Claim:
    shown = text[said.start : said.end].strip()
    problem = f"“{shown}” is not in the brief"
    for statement, amount in (*own, *theirs):
        if not _same(said, amount):
            continue
        is_own = any(amount is mine for _, mine in own)
        if not is_own or agree(said.sense, amount.sense, is_time=amount.is_time):
            return Claim(said.kind, said.start, said.end, support=statement)
        problem = _turned(shown, said.sense, amount.sense)
    return Claim(said.kind, said.start, said.end, problem=problem)


def _turned(shown: str, said: str, stated: str) -> str:
    if not said:
        return f"“{shown}” lost the brief's “{stated}”"
    return f"“{said} {shown}” is not what the brief says of {shown}"


def _same(said: Amount, stated: Amount) -> bool:
    """The same number of the same thing."""
    if said.number != stated.number:
        return False
    if said.sign != stated.sign and said.sign:
        return False
    return not said.unit or said.unit == stated.unit or (said.unit in TIMES and not stated.unit)


def _amount(text: str, match: regex.Match[str]) -> Amount:
    digits = match["number"]
    unit = "" if match["sign"] else _unit_of(text, match)
    end = match.end() if unit or match["after"] else match.end("plus") if match["plus"] else match.end("number")
    sign = match["sign"] or (match["after"] if match["after"] in ("€", "¥") else "") or ""
    return Amount(
        start=match.start(),
        end=end,
        number=plain_number(digits),
        sign=sign,
        unit=unit,
        sense=sense_of(text, match.start(), end),
        in_digits=digits[0].isdigit(),
    )


def _unit_of(text: str, match: regex.Match[str]) -> str:
    """ "Two feet" and "three second-hand books" measure nothing."""
    word = match["after"] or match["unit"] or ""
    in_words = not match["number"][0].isdigit()
    if NO_UNIT.match(text[match.end() :]) or (in_words and (len(word) < 3 or word.casefold() == "feet")):
        return ""
    if MONTH.match(text[match.end("number") :]):
        return "date"
    return _unit(word.casefold())


def _unit(word: str) -> str:
    """The unit in the singular and in British spelling; "" where the word is none.

    >>> _unit("hrs"), _unit("inches"), _unit("frames")
    ('hour', 'inch', '')
    """
    word = word.replace(" ", "")
    if word in HALVES:
        return HALVES[word]
    singular = SPELLINGS.get(word, word)
    singular = SPELLINGS.get(singular.removesuffix("s"), singular.removesuffix("s"))
    return singular if singular in DURATIONS or singular in MEASURES else ""
