"""What a model has read: rows of tokens with their keys and values, to be gone on from.

A prompt is read at once, and what a text has said after it: always in these two parts, whatever was read before and
whatever is read beside it. Keys and values are rounded as they are kept, so that other parts would give other texts.
The newest prompts are remembered, for the next waves of a set.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from transformers import DynamicCache

Tokens = tuple[int, ...]

STRIDE = 8
"""Rows are padded to a multiple of so many places. A processor sums over places in lanes: a row that was moved by
another number would be summed in another order, and where numbers are rounded to bytes on the way, that is seen."""


@dataclass(frozen=True, slots=True)
class Read:
    """Rows of different lengths share one cache: ``mask`` (rows, cached length) is 0 at places that hold nothing.

    ``logits`` (rows, vocabulary) are those of what may follow each row.
    """

    rows: tuple[Tokens, ...]
    mask: torch.Tensor
    logits: torch.Tensor
    cache: Any  # keys and values: a DynamicCache, or the model's own

    def chosen(self, places: Sequence[int]) -> Read:
        """Copies of some rows, any of them more than once; what is decoded on them leaves this one as it is."""
        index = torch.tensor(places, device=self.mask.device)
        cache = copy.deepcopy(self.cache)
        if list(places) != list(range(len(self.rows))):
            cache.batch_select_indices(index)
        return Read(tuple(self.rows[place] for place in places), self.mask[index], self.logits[index], cache)

    def kept(self, places: Sequence[int]) -> Read:
        """Some rows alone; this one cannot be used any more."""
        index = torch.tensor(places, device=self.mask.device)
        self.cache.batch_select_indices(index)
        return Read(tuple(self.rows[place] for place in places), self.mask[index], self.logits[index], self.cache)


class Reader:
    """Reads for one model."""

    def __init__(self, model: Any) -> None:
        """A model of ``transformers``, or one that is called alike and makes its own ``new_cache``."""
        self._model = model
        self._new_cache = getattr(model, "new_cache", lambda: DynamicCache(config=model.config))
        self._prompts: Read | None = None

    def read(self, asked: Sequence[Tokens], rows: Sequence[Tokens]) -> Read:
        """``asked`` is the prompt of each row; ``rows`` are the prompts themselves or go on from them. Rows that are
        alike are read once."""
        prompts, different = tuple(dict.fromkeys(asked)), tuple(dict.fromkeys(rows))
        read = self._read_on(self._start(prompts, different), different)
        return read.chosen([different.index(row) for row in rows])

    def step(self, tokens: torch.Tensor, read: Read, written: int) -> torch.Tensor:
        """Decode a token a row, (rows,), after ``written`` others that are in the cache already.

        Returns the logits, (rows, vocabulary), of what may follow.
        """
        given = {}
        if not read.mask.all():
            new = read.mask.new_ones(len(read.rows), written + 1)
            positions = torch.tensor([[len(row) + written] for row in read.rows], device=tokens.device)
            given = {"attention_mask": torch.cat((read.mask, new), 1), "position_ids": positions}
        output = self._model(tokens[:, None], past_key_values=read.cache, use_cache=True, **given)
        logits: torch.Tensor = output.logits[:, -1].float()
        return logits

    def _start(self, prompts: tuple[Tokens, ...], rows: tuple[Tokens, ...]) -> Read | None:
        """The prompt of every row, read now where one is new; None where a tokenizer has joined a prompt's last word
        with what follows it."""
        if self._prompts is None or not set(prompts) <= set(self._prompts.rows):
            self._prompts = self._read_on(None, prompts)
        places = _beginnings(self._prompts.rows, rows)
        return None if places is None else self._prompts.chosen(places)

    def _read_on(self, start: Read | None, rows: tuple[Tokens, ...]) -> Read:
        """Read what of the rows has not been read, padded on the left to one width, a multiple of ``STRIDE``."""
        device = self._model.device
        done = [len(row) for row in start.rows] if start else [0] * len(rows)
        rests = [row[length:] for row, length in zip(rows, done, strict=True)]
        width = -(-max(len(rest) for rest in rests) // STRIDE) * STRIDE
        if start is not None and width == 0:
            return start
        pads = [width - len(rest) for rest in rests]
        ids = torch.tensor([[0] * pad + list(rest) for pad, rest in zip(pads, rests, strict=True)], device=device)
        places = torch.arange(width, device=device)[None] - torch.tensor(pads, device=device)[:, None]
        mask = (places >= 0).long()
        positions = (torch.tensor(done, device=device)[:, None] + places).clamp(min=0)
        if start is not None:
            mask = torch.cat((start.mask, mask), 1)
        cache = start.cache if start else self._new_cache()
        given = {} if mask.all() else {"attention_mask": mask, "position_ids": positions}
        output = self._model(ids, past_key_values=cache, use_cache=True, logits_to_keep=1, **given)
        logits = output.logits[:, -1].float()
        for place, rest in enumerate(rests):
            if start is not None and not rest:
                logits[place] = start.logits[place]
        return Read(rows, mask, logits, output.past_key_values)


def _beginnings(known: Sequence[Tokens], rows: Sequence[Tokens]) -> list[int] | None:
    """For each row the place of the longest known one that it begins with; None where one begins with none."""
    found: list[int] = []
    for row in rows:
        fitting = [place for place, begun in enumerate(known) if begun == row[: len(begun)]]
        if not fitting:
            return None
        found.append(max(fitting, key=lambda place: len(known[place])))
    return found
