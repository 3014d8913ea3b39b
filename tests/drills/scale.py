"""How much of a drill to run: all of it with HOUSESTYLE_DRILL=full, else a twentieth."""

from __future__ import annotations

import os

SHARE = 0.05


def share(count: int) -> int:
    """This run's part of ``count`` repetitions, at least one.

    >>> share(0)
    1
    """
    part = 1.0 if os.environ.get("HOUSESTYLE_DRILL") == "full" else SHARE
    return max(1, round(count * part))
