"""What people type, checked field by field and otherwise left as typed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.errors import InvalidInput

NO_TEXT = re.compile("[\x00\ud800-\udfff]")
"""NUL, which no database holds, and half of a surrogate pair."""


def clean(field: str, text: str, *, longest: int, required: bool = False, single_line: bool = False) -> str:
    """The text as typed, white space at its ends apart. ``longest`` counts characters.

    Raises InvalidInput naming ``field`` for NUL, half a surrogate pair, too much, or nothing where
    something is required.
    """
    label = field.replace("_", " ")
    if NO_TEXT.search(text):
        raise InvalidInput(
            field,
            f"The {label} holds a character that is no text (NUL or half of a pair).",
            "Delete it, or type the text again.",
        )
    text = text.strip()
    if len(text) > longest:
        raise InvalidInput(
            field,
            f"The {label} has {len(text):,} characters; at most {longest:,} fit.",
            f"Shorten it by {len(text) - longest:,}.",
        )
    if required and not text:
        raise InvalidInput(field, f"The {label} is empty.", "Fill it in.")
    if single_line and len(text.splitlines()) > 1:
        raise InvalidInput(field, f"The {label} has more than one line.", "Keep it to one.")
    return text


def clean_key(submit_key: str) -> str:
    """A submit's key: the same one sent twice is one submit. Raises InvalidInput."""
    return clean("submit_key", submit_key, longest=64, required=True, single_line=True)


def clean_list(field: str, items: Iterable[str], *, longest_item: int, most: int) -> tuple[str, ...]:
    """Each item cleaned, empty ones and repeats dropped. Raises InvalidInput naming ``field``."""
    kept = dict.fromkeys(clean(field, item, longest=longest_item) for item in items)
    kept.pop("", None)
    if len(kept) > most:
        raise InvalidInput(
            field, f"There are {len(kept)} {field.replace('_', ' ')}; at most {most} fit.", f"Keep the best {most}."
        )
    return tuple(kept)
