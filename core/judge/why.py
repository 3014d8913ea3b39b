"""Why a text stands where it stands, in words."""

from __future__ import annotations

from core.domain import Brief
from core.judge.signs import signs_of, speaks_to_reader


def why(text: str, brief: Brief) -> str:
    """What the judge saw that a reader can check: facts told whole, words that the brief does not give.

    How likely the model found the text counts too; it says nothing to a reader and is left out.
    """
    signs = signs_of(text, brief, 0.0, 0)
    facts, invented = int(signs.facts_whole), int(signs.invented_count)
    told = "" if facts == 0 else "1 fact told whole, " if facts == 1 else f"{facts} facts told whole, "
    told += "speaks to the reader, " if speaks_to_reader(text, brief) else ""
    words = "nothing" if invented == 0 else "1 word" if invented == 1 else f"{invented} words"
    return f"{told}{words} beyond the brief"
