"""Plain continuation of a text, as GPT-2 does it: no brief, no checks."""

from __future__ import annotations

from core.engines.base import Engine, Prompt, PromptStyle
from core.errors import InvalidInput
from core.generation.plan import draft_seed
from core.sampling import SamplingSettings

SETTINGS = SamplingSettings(temperature=1.0, top_k=50, top_p=1.0, repetition_penalty=1.0)
"""The sampling of GPT-2's own text-generation pipeline."""


def complete(engine: Engine, text: str, *, max_length: int, num_return_sequences: int, seed: int) -> tuple[str, ...]:
    """Each text with its continuation; ``max_length`` counts tokens, the given text's included. Raises InvalidInput."""
    if not 1 <= num_return_sequences <= 64:
        raise InvalidInput(
            "num-return-sequences", f"{num_return_sequences} texts cannot be asked for.", "Choose 1 to 64."
        )
    given = engine.tokens(text)
    if max_length <= given:
        raise InvalidInput(
            "max-length",
            f"The text has {given} tokens already, so {max_length} in all leave no room.",
            "Raise --max-length.",
        )
    drafts = engine.draft(
        Prompt(style=PromptStyle.COMPLETION, text=text),
        SETTINGS,
        [draft_seed(seed, 0, number) for number in range(num_return_sequences)],
        max_tokens=max_length - given,
    )
    return tuple(text + draft.text for draft in drafts)
