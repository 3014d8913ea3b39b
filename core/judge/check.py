"""A floor under sense: better fewer variants than one that nobody understands."""

from __future__ import annotations

from core.checks.case import verdict
from core.domain import Brief, CheckResult
from core.judge.signs import strange_words
from core.judge.why import doubt

SENSE = "sense"
FLOOR = 0.35
"""Of 177 short drafts of the fifth starter, by a judge that knew none of their brands, 91 % of those that would be
pasted have as much, 77 % of those that want a touch and 35 % of the nonsense (2026-11-26)."""


def makes_sense(chance: float, text: str, brief: Brief) -> CheckResult:
    """Whether the judge gives a text of the house starter enough. It knows no other model's drafts: of a text by a
    larger one it would only say that it is freer. A word that nobody knows is made up: of 1,064 drafts that would be
    pasted none had one."""
    strange = strange_words(text, brief)
    if strange:
        return verdict(SENSE, f"“{strange[0]}” is no word that we know", "")
    return verdict(SENSE, f"may make no sense: {doubt(text, brief)}" if chance < FLOOR else "", "makes sense")
