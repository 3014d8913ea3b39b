"""Values that are made once, however many threads want them at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cache, wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def once(make: Callable[P, T]) -> Callable[P, T]:
    """``functools.cache`` with one thread at work: with that alone, each thread of a wave would read the same large
    file, thirty times as long as one takes.

    >>> calls = []
    >>> @once
    ... def answer() -> int:
    ...     calls.append(1)
    ...     return 42
    >>> answer(), answer(), len(calls)
    (42, 42, 1)
    """
    kept = cache(make)
    lock = threading.RLock()

    @wraps(make)
    def call(*arguments: P.args, **named: P.kwargs) -> T:
        with lock:
            return kept(*arguments, **named)  # type: ignore[arg-type]  # what is not hashable raises TypeError

    return call
