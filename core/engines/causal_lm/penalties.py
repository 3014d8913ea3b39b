"""What a draft has written so far changes what it may write next."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import torch
from transformers import LogitsProcessorList, NoRepeatNGramLogitsProcessor, RepetitionPenaltyLogitsProcessor

from core.sampling import SamplingSettings


def penalties(settings: SamplingSettings) -> LogitsProcessorList:
    """Processors that work on (tokens written so far, logits); empty where nothing is set.

    Only the draft counts, not the prompt: a brief's words are there to be used.
    """
    processors = LogitsProcessorList()
    if settings.repetition_penalty != 1:
        processors.append(RepetitionPenaltyLogitsProcessor(penalty=settings.repetition_penalty))
    if settings.no_repeat_ngram:
        processors.append(NoRepeatNGramLogitsProcessor(settings.no_repeat_ngram))
    return processors


def forbid(logits: torch.Tensor, rows: Sequence[int], tokens: Collection[int]) -> torch.Tensor:
    """Logits with ``tokens`` out of reach in some ``rows``."""
    if not rows or not tokens:
        return logits
    logits = logits.clone()
    logits[torch.tensor(rows)[:, None], torch.tensor(list(tokens))[None]] = float("-inf")
    return logits
