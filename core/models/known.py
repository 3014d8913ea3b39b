"""Models known by name. Any other Hub id or folder works too; these are the ones the picker offers."""

from __future__ import annotations

from dataclasses import dataclass

from core.engines.base import PromptStyle

BUNDLED = "smollm2-135m-instruct"
STARTER = "housestyle-starter"
"""The bundled model with the house adapter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownModel:
    """``parameters`` in millions, as its authors state them."""

    id: str
    label: str
    note: str
    style: PromptStyle
    parameters: int


KNOWN = (
    KnownModel(
        id="gpt2",
        label="GPT-2",
        note="English, 124M; downloads on first use",
        style=PromptStyle.COMPLETION,
        parameters=124,
    ),
    KnownModel(
        id="distilgpt2",
        label="DistilGPT-2",
        note="English, 82M, the quickest; downloads on first use",
        style=PromptStyle.COMPLETION,
        parameters=82,
    ),
    KnownModel(
        id="gpt2-medium",
        label="GPT-2 medium",
        note="English, 355M; downloads on first use",
        style=PromptStyle.COMPLETION,
        parameters=355,
    ),
    KnownModel(
        id="gpt2-large",
        label="GPT-2 large",
        note="English, 774M; downloads on first use",
        style=PromptStyle.COMPLETION,
        parameters=774,
    ),
    KnownModel(
        id="gpt2-xl",
        label="GPT-2 XL",
        note="English, 1.5B; downloads on first use",
        style=PromptStyle.COMPLETION,
        parameters=1558,
    ),
    KnownModel(
        id="uer/gpt2-chinese-cluecorpussmall",
        label="GPT-2 Chinese",
        note="Chinese, 102M; downloads on first use",
        style=PromptStyle.COMPLETION,
        parameters=102,
    ),
    KnownModel(
        id=STARTER,
        label="Housestyle starter",
        note="English, taught by our own examples, bundled: needs no network",
        style=PromptStyle.HOUSE,
        parameters=135,
    ),
    KnownModel(
        id=BUNDLED,
        label="SmolLM2 135M",
        note="English, bundled: needs no network",
        style=PromptStyle.CHAT,
        parameters=135,
    ),
    KnownModel(
        id="Qwen/Qwen2.5-0.5B-Instruct",
        label="Qwen2.5 0.5B",
        note="Many languages, 494M; downloads on first use",
        style=PromptStyle.CHAT,
        parameters=494,
    ),
)


def label_of(model_id: str) -> str:
    """What people call a model; its id where it has no name here."""
    return next((model.label for model in KNOWN if model.id == model_id), model_id)
