"""What scripted models say in tests, and the models by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from core.domain import RunRequest
from core.engines.base import Engine, Prompt
from core.engines.scripted import Script, ScriptedEngine
from core.errors import ModelNotFound
from core.generation.stored_wave import TakeEngine
from tests.support.building import a_brief, a_recipe

FINE = (
    "Brightmug keeps drinks at 60 C, so your coffee waits for you. Warm yours up.",
    "Teach all morning and sip it hot at noon: the Brightmug coffee mug charges overnight.",
    "A coffee that stays warm through the longest lesson. Brightmug, 15% off this week.",
    "Your mug goes cold while you mark papers. Brightmug heats itself.",
    "Meet Brightmug, a self-heating coffee mug that charges while you sleep overnight.",
    "No more microwave in the break. Brightmug holds 60 C on its own.",
    "Plug it in tonight, drink warm coffee tomorrow. That is Brightmug.",
    "For teachers whose coffee always goes cold, Brightmug made a mug that does not let it.",
    "Brightmug: set it down, forget it, come back to warm coffee. 15% off this week.",
    "Lessons run long. Coffee in a Brightmug stays ready until the bell.",
    "One mug, one charge overnight, one warm coffee after the bell. Brightmug.",
    "Between classes there is time for Brightmug and a hot sip of coffee.",
)
"""Texts for ``a_brief()`` that pass every check."""

BAD = "Buy it now"
"""Fails: no brand, no sentence."""


def fine(_prompt: Prompt, seed: int) -> str:
    """Always passes, unless the text was drawn before."""
    return FINE[seed % len(FINE)]


def bad(_prompt: Prompt, seed: int) -> str:
    return f"{BAD} {seed}"


def mixed(prompt: Prompt, seed: int) -> str:
    """One draft in three passes."""
    return fine(prompt, seed // 3) if seed % 3 == 0 else bad(prompt, seed)


class Changeable:
    """Says what ``script`` says at that moment: a test may change its mind."""

    def __init__(self, script: Script = fine) -> None:
        self.script = script

    def __call__(self, prompt: Prompt, seed: int) -> str:
        return self.script(prompt, seed)


def engines(models: Mapping[str, Engine]) -> TakeEngine:
    """Models by name; any other is not to be found."""

    def take(model_id: str, tell: Callable[[str], None]) -> Engine:
        tell(f"Loading {model_id}")
        if model_id not in models:
            raise ModelNotFound(f"There is no model “{model_id}”.", "Choose another.")
        return models[model_id]

    return take


def models() -> dict[str, Engine]:
    """Fast ones that always, sometimes and never pass, and one that takes seconds for a wave."""
    return {
        "fine": ScriptedEngine("fine", fine),
        "mixed": ScriptedEngine("mixed", mixed),
        "bad": ScriptedEngine("bad", bad),
        "slow": ScriptedEngine("slow", fine, word_seconds=0.2),
    }


def a_request(**fields: Any) -> RunRequest:
    values: dict[str, Any] = {"briefs": (a_brief(),), "recipes": (a_recipe(),), "model": "fine", "n": 3, "seed": 7}
    return RunRequest(**{**values, **fields})
