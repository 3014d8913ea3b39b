"""Claims: every number, price, date, superlative, promise and urgency rests on something the brief states."""

from __future__ import annotations

from collections.abc import Callable

import regex

from core.checks.case import Case, verdict
from core.checks.quantities import claimed_numbers, numbers, signed_numbers
from core.checks.words import content_words, has_phrase
from core.domain import CheckResult

PROMISES = (
    "guarantee, guaranteed, guarantees, warranty, money back, money-back, refund, refunds, award, awards, "
    "award-winning, certified, proven, clinically, risk-free, organic, sustainable, eco-friendly, "
    "handmade, handcrafted, lifetime, patented, in seconds, for free, free of charge, no cost, at no extra cost, "
    "free delivery, free shipping, free trial"
)
SUPERLATIVES = (
    "best-selling, bestselling, best in, the best, cheapest, fastest, strongest, lightest, safest, finest, greatest, "
    "number one, no. 1, #1, leading, market leader, world's, the world’s, ultimate, unbeatable, unmatched, "
    "revolutionary, never fails"
)
URGENCY = (
    "today only, limited time, limited edition, hurry, last chance, ends soon, while stocks last, while supplies last, "
    "selling fast, act now, don't miss, don’t miss, only a few left, this week only, ends tonight, ends today, "
    "ends tomorrow, final hours, before it's gone, before it’s gone"
)
OFFERS = "discount, discounts, on sale, coupon, voucher, promo, promo code, bonus, special offer, free gift, half price"
OFF = regex.compile(r"(?:\d\s?%|[$£€]\s?[\d.,]+|\bhalf|\bmoney)\s+off\b", regex.IGNORECASE)
FREE = regex.compile(r"(?i)(?<!feel )\bfree\s+(?!time\b|evening|afternoon|morning|hand|weekend|day|hour)\p{L}+")
QUALIFIED = regex.compile(
    r"\b(until|till|from|after|before|up to|at least|only|over|under|within|since)\s+[$£€]?(\d+(?:[.,:]\d+)*)",
    regex.IGNORECASE,
)
SAME_SENSE = {"till": "until"}


def claims(case: Case) -> CheckResult:
    """The word lists are our own reading of what models invent, 2026-11-24."""
    problems = (rule(case) for rule in RULES)
    return verdict("claims", next(filter(None, problems), ""), "every claim is in the brief")


def _sign(case: Case) -> str:
    """A price or a share is stated with that very sign: "20% off" is not "£20 off"."""
    stated = signed_numbers(f"{case.source} \n {case.brief.persona.description}")
    invented = [shown for number, shown in signed_numbers(case.text).items() if number not in stated]
    return f"“{invented[0]}” is not in the brief" if invented else ""


def _number(case: Case) -> str:
    known = numbers(case.source) | numbers(case.brief.persona.description) | numbers(case.brief.link)
    invented = sorted(claimed_numbers(case.text) - known)
    return f"“{invented[0]}” is not in the brief" if invented else ""


def _qualifier(case: Case) -> str:
    """ "until 9" is not "after 9": a number keeps the word before it that gives it its meaning."""
    stated = {(number, _sense(word)) for word, number in QUALIFIED.findall(case.source)}
    qualified = {number for number, _ in stated}
    for word, number in QUALIFIED.findall(case.text):
        if number in qualified and (number, _sense(word)) not in stated:
            return f"“{word} {number}” is not what the brief says of {number}"
    return ""


def _wording(case: Case) -> str:
    for phrase in f"{PROMISES}, {SUPERLATIVES}, {URGENCY}".split(", "):
        if has_phrase(case.text, phrase) and not content_words(phrase) & content_words(case.source):
            return f"“{phrase}” is not in the brief"
    return ""


def _offer(case: Case) -> str:
    for phrase in OFFERS.split(", "):
        if has_phrase(case.text, phrase) and not has_phrase(case.source, phrase):
            return f"“{phrase}” is an offer that the brief does not make"
    for pattern in (OFF, FREE):
        found = pattern.search(case.text)
        if found and not pattern.search(case.source):
            return f"“{found.group()}” is an offer that the brief does not make"
    return ""


def _sense(word: str) -> str:
    return SAME_SENSE.get(word.casefold(), word.casefold())


RULES: tuple[Callable[[Case], str], ...] = (_sign, _number, _qualifier, _wording, _offer)
