"""Shown variants and house examples, mixed, to be read blind and marked.

    python -m core evaluate --texts texts.jsonl
    python -m benchmarks.reading sheet texts.jsonl --sheet sheet.txt --key key.json
    python -m benchmarks.reading count marks.txt --key key.json

A line of the marks is the number of a text and p (would paste), t (needs a touch) or n (nonsense). Asked of variants:
short fields at least 75 % would paste and at most 4 % nonsense, long ones 50 and 10.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from core.channels.catalogue import load_catalogue
from core.evaluation.measures import Share
from core.house.reading import Split, of_split
from core.prompts.house import about, reader

MARKS = {"p": "would paste", "t": "needs a touch", "n": "nonsense"}
ASKED = {"variant, short": (0.75, 0.04), "variant, long": (0.50, 0.10)}
VARIANTS, EXAMPLES, SEED, WORST = 100, 50, 20261126, 10


@dataclass(frozen=True, slots=True)
class Item:
    """``kind`` is what the reader must not know: variant or house example, short or long."""

    kind: str
    channel: str
    brief: str
    text: str


def variants(texts: Path) -> list[Item]:
    """The shown ones of an evaluation."""
    lines = [json.loads(line) for line in texts.read_text(encoding="utf-8").splitlines()]
    return [
        Item(f"variant, {length(line['channel'])}", line["channel"], line["prompt"].rsplit("\n", 1)[0], line["text"])
        for line in lines
        if line["rank"]
    ]


def house_examples() -> list[Item]:
    return [
        Item(
            f"house example, {length(example.brief.channel)}",
            example.brief.channel,
            (about(example.brief) + reader(example.brief)).strip(),
            example.text,
        )
        for example in of_split(Split.TEST)
    ]


def length(channel: str) -> str:
    return "short" if load_catalogue().get(channel).lines == "one" else "long"


def mixed(items: Sequence[Item], dice: random.Random) -> list[Item]:
    """So many of each kind, in any order."""
    chosen: list[Item] = []
    for kind in sorted({item.kind for item in items}):
        own = [item for item in items if item.kind == kind]
        chosen += dice.sample(own, min(len(own), VARIANTS if kind.startswith("variant") else EXAMPLES))
    dice.shuffle(chosen)
    return chosen


def write_sheet(items: Sequence[Item], sheet: Path, key: Path) -> None:
    parts = [
        f"## {number} · {item.channel}\n{item.brief}\n> {item.text.replace(chr(10), chr(10) + '> ')}\n"
        for number, item in enumerate(items, start=1)
    ]
    sheet.write_text("\n".join(parts), encoding="utf-8")
    key.write_text(json.dumps([asdict(item) for item in items], indent=1, ensure_ascii=False), encoding="utf-8")


def count(marks: Path, key: Path) -> bool:
    """Print shares by kind and the worst texts; returns whether what is asked holds."""
    items = [Item(**row) for row in json.loads(key.read_text(encoding="utf-8"))]
    given = dict(line.split()[:2] for line in marks.read_text(encoding="utf-8").splitlines() if line.strip())
    if set(given) != {str(number) for number in range(1, len(items) + 1)} or not set(given.values()) <= set(MARKS):
        sys.exit(f"Every text from 1 to {len(items)} wants one mark of p, t or n.")
    holds = True
    for kind in sorted({item.kind for item in items}):
        own = [given[str(number)] for number, item in enumerate(items, start=1) if item.kind == kind]
        shares = {mark: Share(own.count(mark), len(own)) for mark in MARKS}
        print(f"{kind}: " + "; ".join(f"{name} {shares[mark]}" for mark, name in MARKS.items()))
        if kind in ASKED:
            least, most = ASKED[kind]
            holds = holds and shares["p"].value >= least and shares["n"].value <= most
    bad = [item for number, item in enumerate(items, start=1) if given[str(number)] == "n" and "variant" in item.kind]
    for item in bad[:WORST]:
        print(f"- {item.channel}: {item.text}")
    return holds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    sheet = commands.add_parser("sheet", help="what is to be read")
    sheet.add_argument("texts", type=Path, help="written by evaluate --texts")
    sheet.add_argument("--sheet", type=Path, required=True)
    sheet.set_defaults(marks=None)
    counting = commands.add_parser("count", help="what was marked")
    counting.add_argument("marks", type=Path)
    for command in (sheet, counting):
        command.add_argument("--key", type=Path, required=True)
    arguments = parser.parse_args()
    if arguments.marks is None:
        items = mixed([*variants(arguments.texts), *house_examples()], random.Random(SEED))
        write_sheet(items, arguments.sheet, arguments.key)
    else:
        sys.exit(0 if count(arguments.marks, arguments.key) else 1)


if __name__ == "__main__":
    main()
