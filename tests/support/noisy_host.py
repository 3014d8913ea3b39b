"""The real host, with libraries that print on standard output wherever they can. Run as ``core.models.host`` is."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

from core.engines.base import DraftText
from core.engines.causal_lm.engine import CausalLMEngine
from core.models import host, loading

NOISE = "a library says hello"
LIE = b'{"kind": "drawn", "drafts": []}\n'
"""What would end a draft early if it were taken for a reply."""


def make_noise() -> None:
    print(NOISE, flush=True)
    os.write(1, LIE)
    subprocess.run([sys.executable, "-S", "-c", f"print({NOISE!r})"], check=True)


class NoisyEngine(CausalLMEngine):
    def draft_together(self, *given: Any) -> list[list[DraftText]]:
        make_noise()
        return super().draft_together(*given)


def load(*given: Any, **options: Any) -> CausalLMEngine:
    make_noise()
    engine = loading.load(*given, **options)
    return NoisyEngine(engine._model, engine._tokenizer, engine.info)


if __name__ == "__main__":
    host.load = load  # type: ignore[attr-defined]
    host.main()
