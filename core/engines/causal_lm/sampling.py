"""Sampling in one batch: texts of several prompts advance by a token a step, and leave as they end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import torch

from core.engines.base import Ended, OnText
from core.engines.causal_lm.choosing import Chooser
from core.engines.causal_lm.growing_text import GrowingText
from core.engines.causal_lm.penalties import forbid, penalties
from core.engines.causal_lm.reading import Read, Reader, Tokens

COPYING = 1.0
"""What the copying of one line takes, in decoded tokens: 1 on a processor with AVX-512, a quarter on one without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSet:
    """The texts of one ask. ``rows`` are the tokens of the prompt, and of the prompt with what the text has said;
    ``most`` is how many tokens a text may take."""

    rows: list[tuple[Tokens, Tokens]]
    texts: list[GrowingText]
    dice: list[torch.Generator]
    chooser: Chooser
    most: int
    on_text: OnText


@dataclass(frozen=True, slots=True)
class _Alive:
    """The texts of one set that still grow, by their places in the set, in one piece of the batch."""

    own: TextSet
    places: list[int]

    def choose(self, logits: torch.Tensor, step: int) -> torch.Tensor:
        """Logits (rows, vocabulary) of this piece -> a token for each row, (rows,)."""
        own, settings = self.own, self.own.chooser.settings
        texts = [own.texts[place] for place in self.places]
        processors = penalties(settings)
        if processors and step:
            written = torch.tensor([text.tokens for text in texts], device=logits.device)
            logits = processors(written, logits.clone())
        short = [row for row, text in enumerate(texts) if len(text.begun) + step < settings.min_length]
        logits = forbid(logits, short, own.chooser.ends)
        return own.chooser.choose(logits, texts, [own.dice[place] for place in self.places])

    def advance(self, tokens: Sequence[int], chances: Sequence[float], step: int) -> list[int]:
        """Give each text its token and tell the listener; returns the rows of this piece that go on."""
        going_on = []
        for row, place in enumerate(self.places):
            text = self.own.texts[place]
            text.add(tokens[row], chances[row])
            wanted = self.own.on_text(place, text.text)
            if text.ended is None and not wanted:
                text.ended = Ended.CUT_OFF
            if text.ended is None and step + 1 < self.own.most:
                going_on.append(row)
        return going_on


@dataclass(slots=True)
class _Batch:
    """What is decoded at once: a line for each text that still grows, and for some that have ended.

    To leave a line out, keys and values of all others are copied. So an ended text is carried on, unseen, until that
    has taken about as long as the copying will.
    """

    reader: Reader
    read: Read
    lines: list[int]
    carried: int = 0

    def keep(self, rows: Sequence[int]) -> None:
        """Only these of the texts that grew go on."""
        self.lines = [self.lines[row] for row in rows]

    def step(self, tokens: torch.Tensor, written: int) -> torch.Tensor:
        """As ``Reader.step``, for the texts that still grow."""
        self.carried += len(self.read.rows) - len(self.lines)
        if self.carried > len(self.read.rows) * COPYING:
            self.read, self.lines, self.carried = self.read.kept(self.lines), list(range(len(self.lines))), 0
        if len(self.lines) == len(self.read.rows):
            return self.reader.step(tokens, self.read, written)
        lines = torch.tensor(self.lines, device=tokens.device)
        every = tokens.new_zeros(len(self.read.rows)).index_copy(0, lines, tokens)
        return self.reader.step(every, self.read, written)[lines]


def sample(reader: Reader, read: Read, sets: Sequence[TextSet]) -> None:
    """Let every text grow to its end; ``read`` has a row for each, set by set."""
    alive = [_Alive(own, list(range(len(own.texts)))) for own in sets]
    batch = _Batch(reader, read, list(range(len(read.rows))))
    logits, step = read.logits, 0
    while True:
        pieces = torch.tensor_split(logits, _borders(alive))
        chosen = torch.cat([part.choose(piece, step) for part, piece in zip(alive, pieces, strict=True)])
        chances = logits.gather(1, chosen[:, None]).squeeze(1) - logits.logsumexp(-1)
        kept = list(_advance(alive, chosen.tolist(), chances.tolist(), step))
        rows = [row for _, going_on in kept for row in going_on]
        if not rows:
            return
        batch.keep(rows)
        alive = [part for part, going_on in kept if going_on]
        logits = batch.step(chosen[torch.tensor(rows, device=chosen.device)], step)
        step += 1


def _borders(alive: Sequence[_Alive]) -> list[int]:
    """The rows at which one piece ends and the next begins."""
    return list(accumulate(len(part.places) for part in alive[:-1]))


def _advance(
    alive: Sequence[_Alive], tokens: Sequence[int], chances: Sequence[float], step: int
) -> Iterator[tuple[_Alive, list[int]]]:
    """Each piece with the texts that go on, and their rows in the whole batch."""
    first = 0
    for part in alive:
        last = first + len(part.places)
        going_on = part.advance(tokens[first:last], chances[first:last], step)
        yield _Alive(part.own, [part.places[row] for row in going_on]), [first + row for row in going_on]
        first = last
