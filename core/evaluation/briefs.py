"""The briefs that are measured on: brands that no training row knows."""

from __future__ import annotations

import random
from pathlib import Path

from core.channels.catalogue import Catalogue
from core.domain import Brief
from core.errors import InvalidInput
from core.house.reading import HouseExample, Split, of_split
from core.imports.brief_file import brief_lines

PER_CHANNEL = 6
SEED = 20261125


def split_examples(split: Split, per_channel: int = PER_CHANNEL) -> tuple[HouseExample, ...]:
    """So many briefs of each channel that the split has, each of another brand where there are enough, with the text
    that a person wrote for it."""
    dice = random.Random(SEED)
    by_channel: dict[str, dict[str, list[HouseExample]]] = {}
    for example in of_split(split):
        by_channel.setdefault(example.brief.channel, {}).setdefault(example.brief.brand, []).append(example)
    chosen: list[HouseExample] = []
    for channel in sorted(by_channel):
        brands = sorted(by_channel[channel])
        dice.shuffle(brands)
        chosen += [dice.choice(by_channel[channel][brand]) for brand in brands[:per_channel]]
    return tuple(chosen)


def file_briefs(path: Path, channels: Catalogue) -> tuple[Brief, ...]:
    """The briefs of a file with one brief file's object a line. Raises InvalidInput naming line and key."""
    briefs = brief_lines(path, channels)
    if not briefs:
        raise InvalidInput("--briefs", f"{path} holds no brief.", "Give one brief, as JSON, a line.")
    return briefs
