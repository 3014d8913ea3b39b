"""Driver errors, told in our words."""

from __future__ import annotations

import json
from typing import Any

from core.errors import DatabaseDamaged, DiskFull, StorageError

DAMAGED = ("not a database", "malformed", "unsupported file format", "could not decode to utf-8")
FULL = ("disk is full", "disk full", "no space left", "could not extend file")
NO_TEXT = ("nul (0x00)", "surrogates not allowed")

REFUSALS = (
    (
        ("foreign key",),
        "This belongs to something that is not there (any more), so nothing was saved.",
        "Go back and choose again.",
    ),
    (
        NO_TEXT,
        "A text holds a character that is no text (NUL or half of a pair), so nothing was saved.",
        "Delete it and try again.",
    ),
    (("locked",), "The database is busy, so nothing was saved.", "Try again in a moment."),
    (("append-only",), "What people said is kept as it was said.", "Add a new row instead."),
    (("readonly", "unable to open"), "The database cannot be written.", "Check the rights on the data folder."),
)
"""Signs in a driver's text, what happened, how to mend it."""


def in_our_words(error: BaseException) -> StorageError:
    """The kind of trouble is read from the driver's text: neither driver gives it a class of its own."""
    text = str(error).lower()
    if any(sign in text for sign in FULL):
        return DiskFull("There is no room left on the disk, so nothing was saved.", "Free some space and try again.")
    if isinstance(error, UnicodeDecodeError) or any(sign in text for sign in DAMAGED):
        return damaged()
    for signs, what, mend in REFUSALS:
        if any(sign in text for sign in signs):
            return StorageError(what, mend)
    first_line = (str(error).splitlines() or [type(error).__name__])[0]
    return StorageError(f"The database refused: {first_line}", "Try again; if it stays so, restart Housestyle.")


def damaged() -> DatabaseDamaged:
    """What is stored cannot be what we wrote."""
    return DatabaseDamaged(
        "The database cannot be read as one; it was left as it is.",
        "Restore a backup from the backups folder beside it.",
    )


def stored_json(text: str) -> Any:
    """What a JSON column holds. Raises DatabaseDamaged."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise damaged() from error
