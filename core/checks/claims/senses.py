"""Senses: the words beside a number that turn its meaning. "From $99" is not "$99"."""

from __future__ import annotations

import regex

BEFORE = {
    "until": ("until", "till", "til", "up until", "through"),
    "to": ("to",),
    "by": ("by",),
    "from": (
        "from", "starting at", "starting from", "starts at", "start at", "begins at", "beginning at", "as little as",
    ),
    "up to": ("up to", "at most", "no more than", "as much as", "as many as", "a maximum of", "maximum", "max"),
    "at least": ("at least", "a minimum of", "minimum of", "minimum is", "minimum", "no less than", "no fewer than"),
    "over": ("over", "more than", "above"),
    "under": ("under", "less than", "below", "fewer than"),
    "within": ("within", "inside"),
    "after": ("after",),
    "before": ("before",),
    "since": ("since",),
    "only": ("only",),
    "about": ("about", "around", "roughly", "nearly", "almost"),
}  # fmt: skip
AFTER = {
    "from": ("and up", "and upwards", "upwards", "onwards", "or above"),
    "at least": ("or more", "and over", "minimum", "or over"),
    "up to": ("or less", "or fewer", "at most", "or under", "maximum", "max"),
}
LOSABLE = ("to", "within", "over", "since", "about")
"""Without these a number says no more than the brief does."""
GAINABLE = ("to", "by", "from", "within")
"""These turn nothing where the brief has a bare number."""
ALIKE = ({"until", "to", "by"}, {"by", "before"}, {"over", "at least"}, {"under", "up to"}, {"up to", "to"})
_NAMES = {word: sense for table in (BEFORE, AFTER) for sense, words in table.items() for word in words}


def _one_of(table: dict[str, tuple[str, ...]]) -> str:
    words = sorted((word for words in table.values() for word in words), key=len, reverse=True)
    return "|".join(word.replace(" ", r"\s+") for word in words)


_JUST_BEFORE = regex.compile(
    rf"\b({_one_of(BEFORE)})[\s-]+(?:(?:the|a|an|just|only|ages?|size)\s+)?$", regex.IGNORECASE
)
_JUST_AFTER = regex.compile(rf"^\s*(?:\p{{L}}+\s+)?({_one_of(AFTER)})\b", regex.IGNORECASE)
_DENIED = regex.compile(r"\b(?:nothing|none|never|no)\b[^.!?\n]*$", regex.IGNORECASE)


def sense_of(text: str, start: int, end: int) -> str:
    """The sense of the number that stands at ``start`` to ``end``; "" where nothing turns it.

    >>> sense_of("Open until 9pm", 11, 14), sense_of("9 or more", 0, 1), sense_of("Open at 9pm", 8, 11)
    ('until', 'at least', '')
    """
    before, after = _JUST_BEFORE.search(text[max(0, start - 24) : start]), _JUST_AFTER.search(text[end:])
    found = before or after
    if not found:
        return ""
    sense = _NAMES[" ".join(found[1].casefold().split())]
    return "up to" if sense == "over" and _DENIED.search(text[:start]) else sense


def agree(said: str, stated: str, *, is_time: bool) -> bool:
    """Whether a number said so keeps the sense in which it is stated.

    A time may lose "from" ("open from 9am": "come at 9am"), a count may lose "after" ("paid after 3 visits").
    """
    if said == stated or any({said, stated} <= pair for pair in ALIKE):
        return True
    return _losable(stated, is_time) if said == "" else stated == "" and said in GAINABLE


def _losable(stated: str, is_time: bool) -> bool:
    return stated in LOSABLE or (stated == "from" if is_time else stated in ("after", "by"))
