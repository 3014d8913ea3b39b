"""What a model has read: rows of tokens with their keys and values, to be gone on from.

Prompts and texts begun are read once. The newest of both is remembered: waves of one set, a set written again, and
texts that grow by a sentence at a time begin where they were.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import torch
from transformers import DynamicCache

Tokens = tuple[int, ...]

LEAST_SHARED = 16
"""Tokens: a beginning that is shorter is sooner read than taken out."""


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

    def beginning(self, place: int, length: int) -> Read:
        """The first ``length`` tokens of one row, alone; this one stays as it is. What may follow
        it is not known: its logits are zeros."""
        first = int(self.mask[place].argmax())  # what holds nothing stands before the row
        cache = copy.deepcopy(self.cache)
        cut(cache, place, first, first + length)
        mask = self.mask.new_ones(1, length)
        return Read((self.rows[place][:length],), mask, torch.zeros_like(self.logits[:1]), cache)


class Reader:
    """Reads for one model."""

    def __init__(self, model: Any) -> None:
        """A model of ``transformers``, or one that is called alike and makes its own ``new_cache``."""
        self._model = model
        self._new_cache = getattr(model, "new_cache", lambda: DynamicCache(config=model.config))
        self._prompts: Read | None = None
        self._begun: Read | None = None

    def read(self, asked: Sequence[Tokens], rows: Sequence[Tokens]) -> Read:
        """``asked`` is the prompt of each row; ``rows`` are the prompts themselves or go on from them. Rows that are
        alike are read once."""
        prompts, different = tuple(dict.fromkeys(asked)), tuple(dict.fromkeys(rows))
        read = self._read_on(self._start(prompts, different), different)
        if different != prompts:
            self._begun = read
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
        """What is remembered of every row: texts begun before, else the prompts, which are read where one is new."""
        if self._begun is not None and (places := _beginnings(self._begun.rows, rows)) is not None:
            return self._begun.chosen(places)
        if self._prompts is None or not set(prompts) <= set(self._prompts.rows):
            self._prompts = self._read_on(self._shared_with_the_last(prompts), prompts)
        places = _beginnings(self._prompts.rows, rows)
        if places is not None:
            return self._prompts.chosen(places)
        # a tokenizer may join the prompt's last word with what follows it
        shared = _shared(rows)
        return self._read_on(None, (shared,)).chosen([0] * len(rows)) if shared else None

    def _shared_with_the_last(self, prompts: tuple[Tokens, ...]) -> Read | None:
        """What the prompts of this batch, and one of the last, begin with: brand, facts, often the reader. None where
        that is little."""
        last = self._prompts.rows if self._prompts else ()
        lengths = [len(_shared((*prompts, row))) for row in last]
        # at least one token is left to be read, as what may follow is known of no shorter beginning
        length = min(max(lengths, default=0), *(len(prompt) - 1 for prompt in prompts))
        if self._prompts is None or length < LEAST_SHARED:
            return None
        beginning = self._prompts.beginning(lengths.index(max(lengths)), length)
        return beginning.chosen([0] * len(prompts))

    def _read_on(self, start: Read | None, rows: tuple[Tokens, ...]) -> Read:
        """Read what of the rows has not been read, padded on the left to one width."""
        device = self._model.device
        done = [len(row) for row in start.rows] if start else [0] * len(rows)
        rests = [row[length:] for row, length in zip(rows, done, strict=True)]
        width = max(len(rest) for rest in rests)
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


def cut(cache: Any, place: int, start: int, stop: int) -> None:
    """Keep positions ``start`` to ``stop`` of one row, in place."""
    if hasattr(cache, "cut"):
        cache.cut(place, start, stop)
        return
    for layer in cache.layers:
        layer.keys = layer.keys[place : place + 1, :, start:stop]
        layer.values = layer.values[place : place + 1, :, start:stop]


def _shared(rows: Sequence[Tokens]) -> Tokens:
    """What all rows begin with."""
    alike = takewhile(lambda tokens: len(set(tokens)) == 1, zip(*rows, strict=False))
    return tuple(tokens[0] for tokens in alike)


def _beginnings(known: Sequence[Tokens], rows: Sequence[Tokens]) -> list[int] | None:
    """For each row the place of the longest known one that it begins with; None where one begins with none."""
    found: list[int] = []
    for row in rows:
        fitting = [place for place, begun in enumerate(known) if begun == row[: len(begun)]]
        if not fitting:
            return None
        found.append(max(fitting, key=lambda place: len(known[place])))
    return found
