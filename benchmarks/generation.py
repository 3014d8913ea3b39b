"""Tokens a second: our engine and our service beside transformers, OpenVINO GenAI and llama.cpp, in one run.

    python -m benchmarks.generation [--json] [--rounds 5] [--runs 1]

Eight variants of 48 tokens for a prompt of about 100, same weights, same sampling. Rounds go round, so that a busy
moment of the machine meets everybody; ratios are taken round by round and their median counts. Peers that are not
installed (benchmarks/requirements.txt) are left out, and what is asked beside them does not hold then. ``generate``
runs in bf16 where the processor multiplies it, else in float32: the quicker of the two (without such multiplication
bf16 takes minutes for a round).

``service`` is a run in the studio, from its start to its last row in the database, checks and ranking included. It
draws in waves of 24, as a studio does, for its texts are chosen out of three times as many as are shown.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks import peers
from benchmarks.machine import machine
from benchmarks.peers import Write
from benchmarks.studio import several_sets, studio
from benchmarks.weights import GPT2, engine_of, gguf_of, parts_of
from core.engines.base import Prompt, PromptStyle
from core.engines.causal_lm.engine import CausalLMEngine
from core.models.known import STARTER
from core.sampling import SamplingSettings
from core.settings import Settings

VARIANTS, TOKENS = 8, 48
SETTINGS = SamplingSettings(min_length=TOKENS, max_length=TOKENS)
TEXT = (
    "Write one Meta primary text of at most 125 characters, warm. Reader: a teacher of 40 whose coffee always goes "
    "cold while the class is busy. Brand: Brightmug. Product: a self-heating coffee mug. Facts: keeps drinks at 60 C; "
    "charges overnight; goes into the dishwasher. Offer: 15% off this week. Call to action: Warm yours up. Copy: "
)
ASKED = {
    (STARTER, "service", "genai"): 0.9,
    (STARTER, "service", "generate"): 4.0,
    (STARTER, "service", "llama.cpp"): 2.5,
    (GPT2, "engine", "generate"): 2.5,
}
"""(model, ours, theirs) -> the least ratio of our tokens a second to theirs."""
LEAST_TOGETHER = 1.3
"""The least ratio of a run of eighteen sets to runs of one, in tokens a second."""

Result = dict[str, Any]


def engine(engine: CausalLMEngine, rows: int = VARIANTS) -> Write:
    """Our engine alone, so many rows in a batch."""
    prompt = Prompt(style=PromptStyle.COMPLETION, text=TEXT)

    def write(seed: int) -> int:
        drafts = engine.draft(prompt, SETTINGS, range(seed, seed + rows), max_tokens=TOKENS)
        return sum(draft.tokens for draft in drafts)

    return write


def race(ways: dict[str, Write], rounds: int) -> dict[str, list[float]]:
    """Tokens a second of every way in every round, after one that does not count."""
    speeds: dict[str, list[float]] = {way: [] for way in ways}
    for round_ in range(-1, rounds):
        for way, write in ways.items():
            started = time.perf_counter()
            written = write(1000 + 100 * round_)
            if round_ >= 0:
                speeds[way].append(written / (time.perf_counter() - started))
    return speeds


def measure(name: str, var_dir: Path, rounds: int) -> Result:
    """All ways with one model."""
    own = engine_of(name, var_dir)
    ways = {"engine": engine(own)}
    model, tokenizer = parts_of(name, var_dir)
    ways["generate"] = peers.generate(model, tokenizer, TEXT, VARIANTS, TOKENS, SETTINGS)
    missing: list[str] = []
    if name == STARTER:
        missing = _add_peers(ways, gguf_of(var_dir))
        with tempfile.TemporaryDirectory() as folder, closing(studio(Path(folder), var_dir)) as service:
            speeds = race({**ways, "service": service.writes(SETTINGS, VARIANTS)}, rounds)
    else:
        speeds = race(ways, rounds)
    own.close()
    gc.collect()
    print(f"{name} is measured", file=sys.stderr)
    return {
        "model": name,
        "versions": own.info.versions,
        "rounds": rounds,
        "tokens_per_second": {way: round(statistics.median(each), 1) for way, each in speeds.items()},
        "ratios": [
            _ratio(speeds, ours, theirs, least)
            for (model, ours, theirs), least in ASKED.items()
            if model == name and theirs in speeds
        ],
        "not_installed": missing,
    }


def _add_peers(ways: dict[str, Write], gguf: Path) -> list[str]:
    """Those that are installed; returns the others."""
    missing = []
    given = (gguf, TEXT, VARIANTS, TOKENS, SETTINGS)
    for way, make in (("genai", peers.genai), ("llama.cpp", peers.llama_cpp)):
        try:
            ways[way] = make(*given)
        except ImportError:
            missing.append(way)
    return missing


def _ratio(speeds: dict[str, list[float]], ours: str, theirs: str, least: float) -> Result:
    ratios = [one / other for one, other in zip(speeds[ours], speeds[theirs], strict=True)]
    median = statistics.median(ratios)
    return {
        "ours": ours,
        "theirs": theirs,
        "ratios": [round(ratio, 2) for ratio in ratios],
        "ratio": round(median, 2),
        "least": least,
        "holds": median >= least,
    }


def together(var_dir: Path, runs: int) -> Result:
    """A run of eighteen sets beside three runs of one set each, one a channel, with the recipe Balanced."""
    ones, alls = [], []
    with tempfile.TemporaryDirectory() as folder, closing(studio(Path(folder), var_dir)) as service:
        service.write(several_sets(personas=1)[:1], seed=1)  # the model is warm then
        for seed in range(runs):
            singles = [service.write([brief], seed=seed) for brief in several_sets(personas=1)]
            ones.append(sum(tokens for tokens, _ in singles) / sum(seconds for _, seconds in singles))
            tokens, seconds = service.write(several_sets(personas=6), seed=seed)
            alls.append(tokens / seconds)
    ratio = statistics.median(all_ / one for all_, one in zip(alls, ones, strict=True))
    return {
        "tokens_per_second": {"one": round(statistics.median(ones), 1), "eighteen": round(statistics.median(alls), 1)},
        "runs": runs,
        "ratio": round(ratio, 2),
        "least": LEAST_TOGETHER,
        "holds": ratio >= LEAST_TOGETHER,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--runs", type=int, default=1, help="of eighteen sets; each takes minutes")
    arguments = parser.parse_args()
    var_dir = Settings().var_dir.resolve()
    results = [measure(name, var_dir, arguments.rounds) for name in (STARTER, GPT2)]
    sets = together(var_dir, arguments.runs)
    held = [ratio["holds"] for result in results for ratio in result["ratios"]] + [sets["holds"]]
    report = {
        "machine": machine(),
        "asked": {"variants": VARIANTS, "tokens": TOKENS},
        "results": results,
        "sets_together": sets,
        "holds": all(held) and not any(result["not_installed"] for result in results),
    }
    print(json.dumps(report, indent=2) if arguments.json else _table(report))
    sys.exit(0 if report["holds"] else 1)


def _table(report: Result) -> str:
    lines = [", ".join(f"{name} {value}" for name, value in report["machine"].items())]
    for result in report["results"]:
        lines.append(
            f"\n{result['model']}: tokens a second, medians of {result['rounds']} rounds ({result['versions']})"
        )
        lines += [f"  {way:20} {speed:>8}" for way, speed in result["tokens_per_second"].items()]
        lines += [
            f"  {one['ours']} / {one['theirs']}: {one['ratio']} of {one['least']} asked for" for one in result["ratios"]
        ]
        lines += [f"  {name} is not installed" for name in result["not_installed"]]
    sets = report["sets_together"]
    lines.append(f"\neighteen sets / one: {sets['ratio']} of {sets['least']} asked for {sets['tokens_per_second']}")
    return "\n".join([*lines, "", "holds" if report["holds"] else "does not hold"])


if __name__ == "__main__":
    main()
