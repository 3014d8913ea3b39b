"""Claims: every number, price, date, superlative, promise and urgency rests on something the brief states."""

from __future__ import annotations

import regex

from core.checks.case import Case, verdict
from core.checks.words import has_phrase
from core.domain import CheckResult

NUMBER = regex.compile(r"\d+(?:[.,:]\d+)*")
NUMBER_WORDS = frozenset(
    [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "hundred",
        "thousand",
        "million",
        "half",
        "twice",
        "double",
        "dozen",
    ]
)
SIGN = regex.compile(r"[$£€¥]\s?\d|\d\s?(?:%|percent\b|per cent\b|[$£€¥])", regex.IGNORECASE)

PROMISES = (
    "free",
    "guarantee",
    "guaranteed",
    "guarantees",
    "warranty",
    "money back",
    "money-back",
    "refund",
    "award",
    "award-winning",
    "certified",
    "proven",
    "clinically",
    "risk-free",
    "organic",
    "sustainable",
    "eco-friendly",
    "handmade",
    "handcrafted",
    "lifetime",
    "forever",
    "always",
    "never",
    "instantly",
    "in seconds",
    "overnight",
    "patented",
)
SUPERLATIVES = (
    "best",
    "cheapest",
    "fastest",
    "strongest",
    "lightest",
    "safest",
    "finest",
    "greatest",
    "number one",
    "no. 1",
    "#1",
    "leading",
    "the only",
    "world's",
    "perfect",
    "ultimate",
    "unbeatable",
    "unmatched",
)
URGENCY = (
    "today only",
    "limited time",
    "limited edition",
    "hurry",
    "last chance",
    "ends soon",
    "while stocks last",
    "while supplies last",
    "selling fast",
    "act now",
    "don't miss",
    "only a few",
    "this week",
    "this weekend",
    "this month",
    "tonight",
    "today",
    "tomorrow",
    "until",
)
OFFERS = ("discount", "sale", "save", "saving", "savings", "off", "deal", "coupon", "voucher", "promo", "bonus", "gift")
OFF = regex.compile(r"\b(?:\d+\s?%|[$£€]\s?\d+|half|money)\s+off\b", regex.IGNORECASE)
QUALIFIERS = regex.compile(
    r"\b(until|till|from|after|before|up to|at least|only|except|over|under|within|by|since)\s+[$£€]?(\d+(?:[.,:]\d+)*)",
    regex.IGNORECASE,
)


def claims(case: Case) -> CheckResult:
    """Sources of the word lists: our own reading of what models invent; dated 2026-11-24."""
    problem = _number(case) or _qualifier(case) or _wording(case)
    return verdict("claims", problem, "every claim is in the brief")


def _number(case: Case) -> str:
    known = set(NUMBER.findall(case.source)) | set(NUMBER.findall(case.brief.persona.description))
    stated = set(NUMBER.findall(case.source))
    for match in SIGN.finditer(case.text):
        if not set(NUMBER.findall(match.group())) <= stated:
            return f"“{match.group().strip()}” is not in the brief"
    for number in NUMBER.findall(case.text):
        if number not in known:
            return f"“{number}” is not in the brief"
    lower = case.source.casefold() + case.brief.persona.description.casefold()
    for word in regex.findall(r"[a-z]+", case.text.casefold()):
        if word in NUMBER_WORDS and not has_phrase(lower, word):
            return f"“{word}” is not in the brief"
    return ""


def _qualifier(case: Case) -> str:
    """ "until 9" is not "after 9": a number keeps the word before it that gives it its meaning."""
    stated = {(number, word.casefold()) for word, number in QUALIFIERS.findall(case.source)}
    numbers = {number for number, _ in stated}
    for word, number in QUALIFIERS.findall(case.text):
        if number in numbers and (number, word.casefold()) not in stated:
            return f"“{word} {number}” is not what the brief says of {number}"
    return ""


def _wording(case: Case) -> str:
    for phrase in (*PROMISES, *SUPERLATIVES, *URGENCY):
        if has_phrase(case.text, phrase) and not has_phrase(case.source, phrase):
            return f"“{phrase}” is not in the brief"
    for phrase in OFFERS:
        if phrase == "off":
            invented = bool(OFF.search(case.text)) and not OFF.search(case.source)
        else:
            invented = has_phrase(case.text, phrase) and not has_phrase(case.source, phrase)
        if invented:
            return f"“{phrase}” is an offer that the brief does not make"
    return ""
