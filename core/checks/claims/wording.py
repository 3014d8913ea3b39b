"""Promises, superlatives, urgency and offers in words. The lists are our own reading of what models invent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex

from core.checks.claims.amounts import amounts
from core.checks.claims.claim import Claim, Kind
from core.checks.words import content_words, find_phrase, has_phrase, stem, words_of

PHRASES = {
    Kind.PROMISE: (
        "guarantee, guaranteed, guarantees, warranty, money back, money-back, refund, refunds, award, awards, "
        "award-winning, certified, proven, clinically, risk-free, organic, sustainable, eco-friendly, handmade, "
        "handcrafted, lifetime, patented, in seconds"
    ),
    Kind.SUPERLATIVE: (
        "best-selling, bestselling, best in, the best, cheapest, fastest, strongest, lightest, safest, finest, "
        "greatest, number one, no. 1, #1, leading, market leader, world's, the world’s, ultimate, unbeatable, "
        "unmatched, revolutionary, never fails, state-of-the-art, state of the art, world-class, best-in-class, "
        "top-rated, cutting-edge, second to none, game-changing, unforgettable"
    ),
    Kind.URGENCY: (
        "today only, limited time, limited edition, hurry, last chance, ends soon, while stocks last, "
        "while supplies last, selling fast, act now, don't miss, don’t miss, only a few left, this week only, "
        "ends tonight, ends today, ends tomorrow, final hours, before it's gone, before it’s gone"
    ),
    Kind.OFFER: (
        "discount, discounts, on sale, coupon, voucher, promo, promo code, bonus, special offer, free gift, "
        "half price, for the price of"
    ),
}
OFF = regex.compile(r"(?:\d+\s?%|[$£€]\s?[\d.,]+|\bhalf|\bmoney)\s+off\b", regex.IGNORECASE)
NO_GIFT = (
    r"evening\w*|afternoon\w*|morning\w*|hand\w*|weekend\w*|day\w*|hour\w*|tonight|tomorrow|today|period\w*|ones?|time|of|to|"
    r"from|and|or|for|in|until|with|when|on|if|at|by|the|a|up|again|now|across|through|along|around|into|as|every"
)
"""After "free" these are no things that one gets: a free evening, free to roam, free until noon."""
FREE_THING = regex.compile(rf"(?<!feel |break |set |[-–])\bfree\s+(?!(?:{NO_GIFT})\b)(\p{{L}}+)", regex.IGNORECASE)
FOR_NOTHING = regex.compile(r"(?i)\bfor free\b|\bfree of charge\b|\bat no (?:extra )?(?:cost|charge)\b|\bno cost\b")
SAYS_FREE = regex.compile(r"(?i)\bfree\b|\bno (?:extra )?(?:cost|charge|fee)\b|\bincluded\b|\bcosts? nothing\b")
CONDITION = regex.compile(
    r"\b(?:(?i:first|new|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?|weekends?|members?)|"
    r"(?i:spring|summer|autumn|fall|winter)|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
"""Words without which an offer would be made to more people, or for longer, than it is."""
SENTENCE = regex.compile(r"[^.!?\n]+")


def wording_claims(text: str, stated: Sequence[str]) -> list[Claim]:
    """Claims of ``text`` made in words, each with the statement that it rests on. A reader's life supports none."""
    found = [
        *_phrases(text, stated),
        *_money_off(text, stated),
        *_free_things(text, stated),
        *_for_nothing(text, stated),
    ]
    said = {amount.number for amount in amounts(text)}
    return [_with_condition(text, claim, said) for claim in found]


def _with_condition(text: str, claim: Claim, said: set[str]) -> Claim:
    """An offer is made with all its numbers and for those that it is for: "free delivery" is neither "free delivery
    over $200" nor "free delivery in May"."""
    if claim.kind not in (Kind.OFFER, Kind.FREE) or not claim.support:
        return claim
    if _numbers(claim.support) <= said and _conditions(claim.support) <= _singular(words_of(text)):
        return claim
    problem = f"“{text[claim.start : claim.end]}” lost its condition: “{claim.support}”"
    return replace(claim, support="", problem=problem)


def _phrases(text: str, stated: Sequence[str]) -> list[Claim]:
    claims = []
    for kind, phrases in PHRASES.items():
        for phrase in phrases.split(", "):
            found = find_phrase(text, phrase)
            if found:
                support = next((part for part in stated if _says(part, phrase)), "")
                claims.append(_claim(kind, found.start(), found.end(), support, phrase))
    return claims


def _says(statement: str, phrase: str) -> bool:
    """Whether one statement holds the phrase or all its words of meaning: "free delivery" is no "free gift"."""
    wanted = content_words(phrase) or set(words_of(phrase))
    return has_phrase(statement, phrase) or wanted <= (content_words(statement) | set(words_of(statement)))


def _money_off(text: str, stated: Sequence[str]) -> list[Claim]:
    claims = []
    for match in OFF.finditer(text):
        said = _numbers(match.group())
        support = next((part for part in stated if OFF.search(part) and said <= _numbers(part)), "")
        claims.append(_claim(Kind.OFFER, match.start(), match.end(), support, match.group()))
    return claims


def _numbers(text: str) -> set[str]:
    return {amount.number for amount in amounts(text) if amount.in_digits}


def _free_things(text: str, stated: Sequence[str]) -> list[Claim]:
    """A free thing is free in the brief: the same thing, or a statement that says of it that it costs nothing."""
    claims = []
    for match in FREE_THING.finditer(text):
        thing = stem(match[1].casefold())
        support = next((part for part in stated if SAYS_FREE.search(part) and thing in _stems(part)), "")
        claims.append(_claim(Kind.FREE, match.start(), match.end(), support, match.group()))
    return claims


def _for_nothing(text: str, stated: Sequence[str]) -> list[Claim]:
    """ "For free" is said of what its sentence speaks of: a statement of the same thing says so too."""
    claims = []
    for match in FOR_NOTHING.finditer(text):
        sentence = next(part for part in SENTENCE.finditer(text) if part.start() <= match.start() < part.end())
        of = content_words(sentence.group()) - {"free", "charg", "cost"}
        support = next((part for part in stated if _costs_nothing(part, of)), "")
        claims.append(_claim(Kind.FREE, match.start(), match.end(), support, match.group()))
    return claims


def _costs_nothing(statement: str, of: set[str]) -> bool:
    return bool(FOR_NOTHING.search(statement) or (SAYS_FREE.search(statement) and of & content_words(statement)))


def _conditions(statement: str) -> set[str]:
    return _singular(word.casefold() for word in CONDITION.findall(statement))


def _singular(words: Iterable[str]) -> set[str]:
    return {word.removesuffix("s") for word in words}


def _stems(text: str) -> set[str]:
    return {stem(word) for word in words_of(text)}


def _claim(kind: Kind, start: int, end: int, support: str, shown: str) -> Claim:
    is_offer = kind in (Kind.OFFER, Kind.FREE)
    missing = f"“{shown}” is an offer that the brief does not make" if is_offer else f"“{shown}” is not in the brief"
    return Claim(kind, start, end, support=support, problem="" if support else missing)
