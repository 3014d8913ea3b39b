"""Several processes that train one adapter together, a core each: each learns from its part of every step's readings.

Two processes of one thread learn half as much again in a second as one process of two: most of its products are too
small to be shared.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import distributed, multiprocessing

from core.training.packing import Packed


@dataclass(frozen=True, slots=True)
class Team:
    """One member's view of it; ``rank`` counts from 0, and the first keeps the books."""

    rank: int = 0
    size: int = 1

    @property
    def is_first(self) -> bool:
        return self.rank == 0

    def part(self, batch: Sequence[Packed]) -> list[Packed]:
        """This member's readings: dealt out by length, there and back, so that nobody waits long for another."""
        by_length = sorted(batch, key=lambda packed: -packed.ids.shape[1])
        turns = [*range(self.size), *reversed(range(self.size))]
        return [packed for place, packed in enumerate(by_length) if turns[place % len(turns)] == self.rank]

    def add_up(self, weights: Iterable[torch.nn.Parameter]) -> None:
        """Give every member the sum of all gradients; one that had no reading adds nothing."""
        if self.size == 1:
            return
        for weight in weights:
            if weight.grad is None:
                weight.grad = torch.zeros_like(weight)
            distributed.all_reduce(weight.grad)

    def total(self, value: float) -> float:
        """The sum of everybody's value."""
        if self.size == 1:
            return value
        summed = torch.tensor([value], dtype=torch.float64)
        distributed.all_reduce(summed)
        return float(summed)


ALONE = Team()


def train_together(size: int, meeting: Path, work: Callable[..., None], *arguments: Any) -> None:
    """Call ``work(team, *arguments)`` in ``size`` processes and wait for all. ``meeting`` is a file to meet at."""
    if size == 1:
        work(ALONE, *arguments)
        return
    meeting.parent.mkdir(parents=True, exist_ok=True)
    meeting.unlink(missing_ok=True)
    multiprocessing.spawn(_member, args=(size, str(meeting.resolve()), work, arguments), nprocs=size)  # type: ignore[no-untyped-call, attr-defined]


def _member(rank: int, size: int, meeting: str, work: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    os.environ["GLOO_SOCKET_IFNAME"] = "lo"
    torch.set_num_threads(1)
    distributed.init_process_group("gloo", init_method=f"file://{meeting}", rank=rank, world_size=size)
    try:
        work(Team(rank, size), *arguments)
    finally:
        distributed.destroy_process_group()


def _end_with_parent() -> None:
    """A member whose starter was killed must not train on by itself, into files that another has taken up."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "a member is always started by another process"
    parent.join()
    os._exit(1)
