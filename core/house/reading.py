"""Read the house examples: ``examples/INDUSTRY/brand.txt``, one brand a file.

A file begins with the brief, a line each::

    brand: Crumbhollow
    product: slow sourdough loaves baked overnight in Leeds
    facts: dough proves for 36 hours; doors open at 6:30am
    split: train
    persona A: Declan, 41, paramedic who finishes night shifts hungry

(``tone``, ``offer``, ``cta``, ``banned`` and ``required`` where there are any). Then come the texts, each with
the persona that it was written for; ``¶`` begins a paragraph. A line ``weak:`` below one is a poor text that it
would be the rewrite of::

    A | push | Clocking off at dawn? Crumbhollow opens at 6:30am.
    weak: The best bread in town is here for you

Below a line ``direct:`` stand texts that keep to the point: facts said whole, nearly in the brief's own words, chosen
for the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from core.domain import Brief, BriefPersona
from core.errors import InvalidInput
from core.once import once

FOLDER = Path(__file__).with_name("examples")
HEADER = re.compile(r"(brand|product|tone|facts|offer|cta|banned|required|split|persona [A-Z]):\s*(.*)")
TEXT = re.compile(r"([A-Z]) \| (\w+) \| (.+)")
WEAK = re.compile(r"weak: (.+)")
DIRECT = "direct:"
ROLE = re.compile(r"^([^.,:]{2,60}): (.+)$")
NAME = re.compile(r"^([^,.:]{2,40}), (.+)$")
PARAGRAPH = re.compile(r"\s*¶\s*")


class Split(StrEnum):
    """By brand, never by row: what is measured on is a brand that no training row knows."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class HouseExample:
    """A brief, the text written for it by hand and, for some, a weak text that it makes better.

    A ``direct`` text says what the brief says and nothing else: what a small model can learn to do.
    """

    brief: Brief
    text: str
    split: Split
    weak: str = ""
    direct: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """A text as it stands in its file, with the letter of its persona."""

    persona: str
    channel: str
    text: str
    direct: bool
    weak: str = ""


@dataclass
class _File:
    """A brand's file as it is being read."""

    path: Path
    header: dict[str, str] = field(default_factory=dict)
    rows: list[_Row] = field(default_factory=list)
    is_direct: bool = False

    def read(self, number: int, line: str) -> None:
        if line == DIRECT:
            self.is_direct = True
        elif found := HEADER.fullmatch(line):
            self.header[found[1]] = found[2]
        elif found := TEXT.fullmatch(line):
            self.rows.append(_Row(found[1], found[2], PARAGRAPH.sub("\n\n", found[3]), self.is_direct))
        elif (found := WEAK.fullmatch(line)) and self.rows:
            self.rows[-1] = replace(self.rows[-1], weak=found[1])
        else:
            raise InvalidInput("examples", f"{self.path.name}, line {number}: “{line[:60]}” cannot be read.")

    def examples(self) -> Iterator[HouseExample]:
        for row in self.rows:
            if f"persona {row.persona}" not in self.header:
                raise InvalidInput("examples", f"{self.path.name}: there is no persona {row.persona}.")
            brief = self._brief(row.persona, row.channel)
            yield HouseExample(brief, row.text, Split(self.header["split"]), row.weak, row.direct)

    def _brief(self, persona: str, channel: str) -> Brief:
        get = self.header.get
        return Brief(
            brand=self.header["brand"],
            product=self.header["product"],
            persona=persona_of(self.header[f"persona {persona}"]),
            channel=channel,
            facts=_list(get("facts", "")),
            offer=get("offer", ""),
            cta=get("cta", ""),
            banned=_list(get("banned", "")),
            required=_list(get("required", "")),
            tone=get("tone", ""),
        )


def persona_of(line: str) -> BriefPersona:
    """Name and description of a persona's line.

    >>> persona_of("The office manager: 35, orders breakfast").name, persona_of("Declan, 41, paramedic").description
    ('The office manager', '41, paramedic')
    """
    found = ROLE.match(line) or NAME.match(line)
    return BriefPersona(name=found[1], description=found[2]) if found else BriefPersona(name="", description=line)


def read_file(path: Path) -> tuple[HouseExample, ...]:
    """Every example of one brand. Raises InvalidInput naming file and line."""
    file = _File(path)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            file.read(number, line.strip())
    for key in ("brand", "product", "split"):
        if key not in file.header:
            raise InvalidInput("examples", f"{path.name}: “{key}” is missing.")
    return tuple(file.examples())


@once
def house_examples() -> tuple[HouseExample, ...]:
    """All of them, in the order of the files."""
    return tuple(example for path in sorted(FOLDER.rglob("*.txt")) for example in read_file(path))


def of_split(split: Split) -> tuple[HouseExample, ...]:
    return tuple(example for example in house_examples() if example.split is split)


def _list(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(";") if part.strip())
