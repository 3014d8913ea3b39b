"""Draw drafts that pass the checks, to be read and marked for the judge of sense, and mended for the house adapter.

    python -m benchmarks.marking drafts.jsonl [--model ID] [--split dev] [--per-channel 3] [--seed 1]

Each line wants a ``mark`` (would paste, needs a touch, nonsense) and, unless it would be pasted, a ``mended``: the
draft with as little changed as makes it right. It goes into ``core/house/marked/`` then; ``python -m core finetune
--judge`` fits the judge anew, and ``python -m core finetune --house --mended`` teaches the adapter by drafts of the
train split.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from core.channels.catalogue import load_catalogue
from core.checks import passes
from core.cli.arguments import say
from core.domain import Cell
from core.engines.base import Engine
from core.evaluation.briefs import split_examples
from core.evaluation.evaluate import BALANCED
from core.generation.writer import Writer
from core.house.reading import HouseExample, Split
from core.models.shelf import ModelShelf
from core.settings import Settings

DRAFTS = 8


def drawn(engine: Engine, examples: Sequence[HouseExample], seed: int) -> Iterator[dict[str, object]]:
    """What passes of the drafts of each brief, as a line of marks without its mark."""
    channels = load_catalogue()
    writer = Writer(engine, channels)
    for number, example in enumerate(examples):
        brief, channel = example.brief, channels.get(example.brief.channel)
        cell = Cell(index=number, brief=brief, recipe=BALANCED)
        unique = {text.text.strip(): text for text in writer.draw(cell, seed, range(DRAFTS))}
        for text, draft in unique.items():
            if passes(text, brief, channel):
                yield {
                    "brand": brief.brand,
                    "persona": brief.persona.description,
                    "channel": brief.channel,
                    "text": text,
                    "logprob": round(draft.logprob, 4),
                    "tokens": draft.tokens,
                    "mark": "",
                    "mended": "",
                }
        say(f"{number + 1} of {len(examples)}: {brief.channel}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--model", help="a model's id; see the command models")
    parser.add_argument("--split", type=Split, choices=(Split.TRAIN, Split.DEV), default=Split.DEV)
    parser.add_argument("--per-channel", type=int, default=3, help="briefs")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    settings = Settings()
    with closing(ModelShelf(settings)) as shelf, arguments.file.open("w", encoding="utf-8") as file:
        engine = shelf.get(arguments.model or settings.model, say)
        for line in drawn(engine, split_examples(arguments.split, arguments.per_channel), arguments.seed):
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()


if __name__ == "__main__":
    main()
