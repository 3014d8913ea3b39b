"""The starter's weights in each form that an engine here can read: speed, memory, and what is lost.

    python -m benchmarks.forms [--json] [--rounds 3]

Each form runs in a process of its own. Tokens a second are of 8 and of 24 texts of 48 tokens; memory is what the
process takes after that (RSS, so with Python and its libraries). For graphs, what is lost is the mean
divergence from float32 (nats a token, at 40 places of house examples) and the share of first draws of 14 dev briefs, 8
each, that are usable. GGUF forms run in other programs, which know none of our bounds: of them only speed and memory.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import openvino as ov
import psutil
import torch
from openvino import opset13 as ops

from benchmarks import peers
from benchmarks.generation import SETTINGS, TEXT, TOKENS, engine, race
from benchmarks.machine import machine
from benchmarks.peers import Write
from benchmarks.weights import engine_of, gguf_of
from core.channels.catalogue import load_catalogue
from core.domain import Cell
from core.engines.base import PromptStyle
from core.engines.causal_lm.decoding import encode
from core.engines.causal_lm.engine import CausalLMEngine
from core.engines.causal_lm.reading import Reader
from core.engines.openvino.export import export
from core.engines.openvino.model import OpenVinoModel
from core.engines.openvino.weights import Form, one_byte
from core.evaluation.briefs import split_examples
from core.evaluation.evaluate import BALANCED
from core.generation.writer import Writer
from core.house.reading import Split
from core.models.files import bundled_gguf
from core.models.known import STARTER
from core.prompts import build
from core.settings import Settings

GROUP, LARGEST, MOST_ROWS_IN_HALF = 64, 7, 10_000
ROWS = (8, 24)
PLACES, DRAFTS = 40, 8


def half_a_byte(weight: np.ndarray) -> ov.Node:
    """(out, in) as whole numbers of -7 to 7 with a scale for each 64 of a row; word embeddings stay in one byte."""
    rows, columns = weight.shape
    if rows > MOST_ROWS_IN_HALF or columns % GROUP:
        return one_byte(weight)
    groups = weight.astype(np.float32).reshape(rows, columns // GROUP, GROUP)
    scales = np.maximum(np.abs(groups).max(2, keepdims=True), 1e-8) / LARGEST
    whole = np.clip(np.round(groups / scales), -LARGEST, LARGEST).astype(np.int8).ravel().view(np.uint8) & 15
    packed = np.ascontiguousarray(whole[0::2] | (whole[1::2] << 4))
    constant = ov.op.Constant(ov.Tensor(packed, ov.Shape(groups.shape), ov.Type.i4), shared_memory=False)
    scaled = ops.multiply(ops.convert(constant, "f32"), ops.constant(scales))
    return ops.reshape(scaled, ops.constant(np.array([rows, columns])), special_zero=False)


GRAPHS: dict[str, Form | None] = {
    "float32 graph": None,
    "int8 graph": one_byte,
    "int4 graph, groups of 64": half_a_byte,
}
GGUFS = ("GGUF Q8_0, llama.cpp", "GGUF Q8_0, GenAI", "GGUF as shipped, llama.cpp")


def measure(name: str, var_dir: Path, rounds: int) -> dict[str, Any]:
    """One form, in this process."""
    with tempfile.TemporaryDirectory() as folder:
        if name in GRAPHS:
            file = Path(folder) / "graph.xml"
            found = _graph(name, file, var_dir, rounds)
            size = file.with_suffix(".bin").stat().st_size
        else:
            gguf = bundled_gguf() if "shipped" in name else gguf_of(var_dir)
            make = peers.genai if "GenAI" in name else peers.llama_cpp
            found = _speeds({rows: make(gguf, TEXT, rows, TOKENS, SETTINGS) for rows in ROWS}, rounds)
            size = gguf.stat().st_size
    return {"form": name, "weights_mb": round(size / 1e6), **found}


def _speeds(ways: dict[int, Write], rounds: int) -> dict[str, Any]:
    speeds = race({str(rows): write for rows, write in ways.items()}, rounds)
    medians = {f"tokens_per_second_{rows}": round(statistics.median(found), 1) for rows, found in speeds.items()}
    return {**medians, "memory_mb": round(psutil.Process().memory_info().rss / 1e6)}


def _graph(name: str, file: Path, var_dir: Path, rounds: int) -> dict[str, Any]:
    """The graph is made by a process of its own, as making it takes more memory than running it."""
    _again("--make", str(file), "--form", name)
    own = engine_of(STARTER, var_dir)
    told = own._model
    own._model = OpenVinoModel(file, told.config, told.generation_config, told._original)
    own._reader = Reader(own._model)
    del told
    gc.collect()
    found = _speeds({rows: engine(own, rows) for rows in ROWS}, rounds)
    drafts = [draft for wave in _first_draws(own) for draft in wave]
    passed = sum(draft.passed for draft in drafts)
    return {**found, "nats": _divergence(own), "usable": f"{passed} of {len(drafts)}"}


def _first_draws(own: CausalLMEngine) -> Iterator[tuple[Any, ...]]:
    writer = Writer(own, load_catalogue())
    for number, example in enumerate(split_examples(Split.DEV, 1)):
        cell = Cell(index=number, brief=example.brief, recipe=BALANCED)
        yield writer.wave(cell, run_id="", run_seed=1, numbers=range(DRAFTS), siblings=())


def _divergence(own: CausalLMEngine) -> float:
    """Of what may follow the first half of house examples, from what float32 says may."""
    exact = own._model._original()
    channels, found = load_catalogue(), []
    for example in split_examples(Split.DEV, 3)[:PLACES]:
        prompt = build(example.brief, channels.get(example.brief.channel), PromptStyle.HOUSE).text
        ids = torch.tensor([encode(own._tokenizer, f"{prompt} {example.text[: len(example.text) // 2]}")])
        with torch.inference_mode():
            expected = exact(ids, logits_to_keep=1).logits[0, -1].float().log_softmax(-1)
        rounded = own._model(ids, past_key_values=own._model.new_cache()).logits[0, -1].log_softmax(-1)
        found.append(float((expected.exp() * (expected - rounded)).sum()))
    return round(statistics.fmean(found), 4)


def make(name: str, file: Path, var_dir: Path) -> None:
    export(engine_of(STARTER, var_dir)._model._original(), file, GRAPHS[name])


def _again(*arguments: str) -> str:
    """What this program prints in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.forms", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def child(name: str, rounds: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_again("--form", name, "--rounds", str(rounds)).splitlines()[-1])
    print(found, file=sys.stderr, flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--form", choices=(*GRAPHS, *GGUFS), help="this form alone, in this process")
    parser.add_argument("--make", type=Path, help="only make the graph of --form, in this file")
    arguments = parser.parse_args()
    var_dir = Settings().var_dir.resolve()
    if arguments.make:
        make(arguments.form, arguments.make, var_dir)
    elif arguments.form:
        print(json.dumps(measure(arguments.form, var_dir, arguments.rounds)))
    else:
        rows = [child(name, arguments.rounds) for name in (*GRAPHS, *GGUFS)]
        print(json.dumps({"machine": machine(), "rows": rows}, indent=2) if arguments.json else _table(rows))


def _table(rows: list[dict[str, Any]]) -> str:
    names = list(rows[0])
    lines = [names, ["---"] * len(names), *([str(row.get(name, "–")) for name in names] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    main()
