"""Drafts that people have read, marked and mended: what the judge learns from, and the house adapter too."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from core.domain import Brief
from core.errors import InvalidInput
from core.house.reading import HouseExample, Split, house_examples

FILES = tuple(sorted((Path(__file__).parent / "marked").glob("*.jsonl")))
"""Of short drafts, and of the sentences of long ones; a file is named by the release of the starter that wrote them."""


class Mark(StrEnum):
    """What a reader would do with a draft."""

    PASTE = "would paste"
    TOUCH = "needs a touch"
    NONSENSE = "nonsense"


WORTH = {Mark.PASTE: 1.0, Mark.TOUCH: 0.5, Mark.NONSENSE: 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedDraft:
    """A short draft, or the next sentence of a long one after what was ``said`` (which is mended where it had to be).

    ``logprob`` is the mean natural log-probability of its ``tokens`` tokens. ``mended`` is the draft with as little
    changed as makes it right, where somebody took that trouble; ``ends`` is False where a text goes on after it.
    """

    brief: Brief
    text: str
    logprob: float
    tokens: int
    mark: Mark
    split: Split
    said: str = ""
    mended: str = ""
    ends: bool = True


def read_marks(files: tuple[Path, ...] = FILES) -> tuple[MarkedDraft, ...]:
    """One JSON object a line: brand, persona (its description), channel, text, logprob, tokens, mark, and where there
    are any said, mended, ends.

    The brief is that of the house examples. Raises InvalidInput naming file and line.
    """
    known = {(example.brief.brand, example.brief.persona.description): example for example in house_examples()}
    return tuple(
        _read(line, f"{file.name}, line {number}", known)
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
    )


def _read(line: str, where: str, known: dict[tuple[str, str], HouseExample]) -> MarkedDraft:
    row = json.loads(line)
    example = known.get((row["brand"], row["persona"]))
    if example is None:
        raise InvalidInput("marks", f"{where}: no house example is of this brand and persona.")
    return MarkedDraft(
        brief=replace(example.brief, channel=row["channel"]),
        text=row["text"],
        logprob=row["logprob"],
        tokens=row["tokens"],
        mark=Mark(row["mark"]),
        split=example.split,
        said=row.get("said", ""),
        mended=row.get("mended", ""),
        ends=row.get("ends", True),
    )
