"""Tokens a second: plain ``generate`` and our engine, same weights, same run.

    python -m benchmarks.generation [--json] [--rounds 5]

Eight variants of 48 tokens for a prompt of about 100, sampled with the Balanced recipe. Rounds alternate,
so that a busy moment of the machine meets both; ratios are taken pair by pair and their median counts.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from benchmarks.machine import machine
from benchmarks.weights import GPT2, engine_of, parts_of
from core.engines.base import Prompt, PromptStyle
from core.engines.causal_lm.engine import CausalLMEngine
from core.models.known import BUNDLED
from core.sampling import SamplingSettings
from core.settings import Settings

VARIANTS, TOKENS = 8, 48
SETTINGS = SamplingSettings(min_length=TOKENS, max_length=TOKENS)
LEAST_RATIO = 1.5
TEXT = (
    "Write one Meta primary text of at most 125 characters, warm. Reader: a teacher of 40 whose coffee always goes "
    "cold while the class is busy. Brand: Brightmug. Product: a self-heating coffee mug. Facts: keeps drinks at 60 C; "
    "charges overnight; goes into the dishwasher. Offer: 15% off this week. Call to action: Warm yours up. Copy: "
)

Write = Callable[[int], None]
"""Writes all variants once, by a seed."""


def ours(engine: CausalLMEngine) -> Write:
    prompt = Prompt(style=PromptStyle.COMPLETION, text=TEXT)

    def write(seed: int) -> None:
        drafts = engine.draft(prompt, SETTINGS, range(seed, seed + VARIANTS), max_tokens=TOKENS)
        assert {draft.tokens for draft in drafts} == {TOKENS}

    return write


def plain(model: Any, tokenizer: Any) -> Write:
    """``generate`` with the same sampling."""
    ids = torch.tensor([tokenizer.encode(TEXT)])
    options = {
        "do_sample": True,
        "temperature": SETTINGS.temperature,
        "top_k": SETTINGS.top_k,
        "top_p": SETTINGS.top_p,
        "repetition_penalty": SETTINGS.repetition_penalty,
        "num_return_sequences": VARIANTS,
        "min_new_tokens": TOKENS,
        "max_new_tokens": TOKENS,
        "pad_token_id": tokenizer.eos_token_id,
        "attention_mask": torch.ones_like(ids),
    }

    def write(seed: int) -> None:
        torch.manual_seed(seed)
        with torch.inference_mode():
            out = model.generate(ids, **options)
        assert out.shape == (VARIANTS, ids.shape[1] + TOKENS)

    return write


def measure(name: str, var_dir: Path, rounds: int) -> dict[str, Any]:
    """Both ways with one model, warmed up, turn and turn about."""
    engine = engine_of(name, var_dir)
    model, tokenizer = parts_of(engine, var_dir)
    given = engine.tokens(TEXT)
    ways = {"generate": plain(model, tokenizer), "ours": ours(engine)}
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    for round_ in range(-1, rounds):
        for way, write in ways.items():
            started = time.perf_counter()
            write(1000 + 100 * round_)
            if round_ >= 0:
                seconds[way].append(time.perf_counter() - started)
    engine.close()
    gc.collect()
    ratios = [one / other for one, other in zip(seconds["generate"], seconds["ours"], strict=True)]
    return {
        "model": name,
        "prompt_tokens": given,
        "precision": engine.info.versions.rsplit(", ", 1)[-1],
        "tokens_per_second": {
            way: round(VARIANTS * TOKENS / statistics.median(times), 1) for way, times in seconds.items()
        },
        "ratios": [round(ratio, 2) for ratio in ratios],
        "ratio": round(statistics.median(ratios), 2),
        "rounds": rounds,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    results = [measure(name, Settings().var_dir.resolve(), arguments.rounds) for name in (BUNDLED, GPT2)]
    report = {
        "machine": machine(),
        "asked": {"variants": VARIANTS, "tokens": TOKENS, "least_ratio": LEAST_RATIO},
        "results": results,
        "holds": all(result["ratio"] >= LEAST_RATIO for result in results),
    }
    if arguments.json:
        print(json.dumps(report, indent=2))
    else:
        _table(report)
    sys.exit(0 if report["holds"] else 1)


def _table(report: dict[str, Any]) -> None:
    print(", ".join(f"{name} {value}" for name, value in report["machine"].items()))
    print(f"Tokens a second, medians of {report['results'][0]['rounds']} rounds")
    print(f"{'model':24} {'generate':>10} {'ours':>10} {'ratio':>7}")
    for result in report["results"]:
        speed = result["tokens_per_second"]
        print(f"{result['model']:24} {speed['generate']:>10} {speed['ours']:>10} {result['ratio']:>7}")
    print("holds" if report["holds"] else f"does not hold: at least {LEAST_RATIO} is asked for")


if __name__ == "__main__":
    main()
