"""Beam search, by ``generate``: it shows its texts only at the end, and hears a stop at every step."""

from __future__ import annotations

from typing import Any

import torch
from transformers import StoppingCriteria, StoppingCriteriaList

from core.engines.base import Ended, OnText
from core.engines.causal_lm.growing_text import GrowingText
from core.sampling import SamplingSettings


class _Listener(StoppingCriteria):  # type: ignore[misc]
    """Ends the search for all beams when the listener has had enough."""

    def __init__(self, on_text: OnText) -> None:
        self._on_text = on_text
        self.stopped = False

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor, **_: Any) -> torch.Tensor:
        del scores
        self.stopped = self.stopped or not self._on_text(0, "")
        return torch.full((input_ids.shape[0],), self.stopped, device=input_ids.device)


def search(
    model: Any,
    ids: torch.Tensor,
    settings: SamplingSettings,
    texts: list[GrowingText],
    max_tokens: int,
    on_text: OnText,
    ends: frozenset[int],
) -> None:
    """Fill ``texts`` with the likeliest continuations, best first. Seeds change nothing: there is no chance in it."""
    listener = _Listener(on_text)
    count = len(texts)
    found = model.generate(
        ids,
        attention_mask=torch.ones_like(ids),
        num_beams=max(settings.beams, count),
        num_return_sequences=count,
        do_sample=False,
        max_new_tokens=max_tokens,
        min_new_tokens=settings.min_length or None,
        repetition_penalty=settings.repetition_penalty,
        no_repeat_ngram_size=settings.no_repeat_ngram,
        eos_token_id=sorted(ends) or None,
        pad_token_id=min(ends, default=0),
        stopping_criteria=StoppingCriteriaList([listener]),
        return_dict_in_generate=True,
        output_scores=True,
    )
    for row, text in enumerate(texts):
        for token in found.sequences[row, ids.shape[1] :].tolist():
            text.add(token, 0.0)
            if text.ended is not None:
                break
        text.logprob = float(found.sequences_scores[row]) * len(text.tokens)
        wanted = on_text(row, text.text)
        if listener.stopped or not wanted:
            text.ended = Ended.CUT_OFF
