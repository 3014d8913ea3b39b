"""Drafts that people have read and marked: what the judge learns from."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from core.domain import Brief
from core.errors import InvalidInput
from core.house.reading import house_examples

FILE = Path(__file__).parents[1] / "house" / "marks.jsonl"


class Mark(StrEnum):
    """What a reader would do with a draft."""

    PASTE = "would paste"
    TOUCH = "needs a touch"
    NONSENSE = "nonsense"


WORTH = {Mark.PASTE: 1.0, Mark.TOUCH: 0.5, Mark.NONSENSE: 0.0}


@dataclass(frozen=True, slots=True)
class MarkedDraft:
    """``logprob`` is the mean natural log-probability of its ``tokens`` tokens."""

    brief: Brief
    text: str
    logprob: float
    tokens: int
    mark: Mark


def read_marks(file: Path = FILE) -> tuple[MarkedDraft, ...]:
    """One JSON object a line: brand, persona (its description), channel, text, logprob, tokens, mark.

    The brief is that of the house examples. Raises InvalidInput naming the line.
    """
    briefs = {(example.brief.brand, example.brief.persona.description): example.brief for example in house_examples()}
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        row = json.loads(line)
        brief = briefs.get((row["brand"], row["persona"]))
        if brief is None:
            raise InvalidInput("marks", f"{file.name}, line {number}: no house example is of this brand and persona.")
        found.append(
            MarkedDraft(
                replace(brief, channel=row["channel"]), row["text"], row["logprob"], row["tokens"], Mark(row["mark"])
            )
        )
    return tuple(found)
