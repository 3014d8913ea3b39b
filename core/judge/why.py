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


def doubt(text: str, brief: Brief) -> str:
    """What speaks most against a text, of what a reader can check."""
    signs = signs_of(text, brief, 0.0, 0)
    invented, torn = int(signs.invented_count), int(signs.facts_torn)
    if signs.astray:
        return "a number stands away from what it is a number of"
    if signs.amounts_again:
        return "an amount is said twice"
    if invented > 1 or (invented and not torn):
        return f"{invented} {'word' if invented == 1 else 'words'} beyond the brief"
    return "a fact is told in part" if torn else "it reads unlike the texts that people kept"
