"""Driver errors, told in our words."""

from __future__ import annotations

from core.errors import DatabaseDamaged, DiskFull, StorageError

DAMAGED = ("not a database", "malformed", "disk image", "unsupported file format")
FULL = ("disk is full", "disk full", "no space left", "could not extend file")


def in_our_words(error: BaseException) -> StorageError:
    """The kind of trouble is read from the driver's text: neither driver gives it a class of its own."""
    text = str(error).lower()
    if any(sign in text for sign in FULL):
        return DiskFull("There is no room left on the disk, so nothing was saved.", "Free some space and try again.")
    if any(sign in text for sign in DAMAGED):
        return DatabaseDamaged(
            "The database file cannot be read as one; it was left as it is.",
            "Restore a backup from the backups folder beside it.",
        )
    if "locked" in text:
        return StorageError("The database is busy, so nothing was saved.", "Try again in a moment.")
    if "append-only" in text:
        return StorageError("What people said is kept as it was said.", "Add a new row instead.")
    if "readonly" in text or "unable to open" in text:
        return StorageError("The database cannot be written.", "Check the rights on the data folder.")
    return StorageError(f"The database refused: {str(error).splitlines()[0]}")
