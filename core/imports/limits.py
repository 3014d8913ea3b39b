"""How much of a file is read, and how one is refused: whole, with the place."""

from __future__ import annotations

from core.errors import ImportRejected, RowProblem

MOST_BYTES = 10 * 2**20
MOST_ROWS = 50_000
MOST_COLUMNS = 400
"""An export of a whole ad account has two to three hundred."""
MOST_CELLS = 2_000_000
NAME_SHOWN = 60


def rejected(row: int, column: str, what: str) -> ImportRejected:
    """A refusal for one reason."""
    return ImportRejected((RowProblem(row, column, what),))


def require_size(content: bytes) -> None:
    """Raises ImportRejected for more than 10 MB."""
    if len(content) > MOST_BYTES:
        raise rejected(1, "", f"The file is larger than {MOST_BYTES // 2**20} MB; split it.")


def require_row(number: int) -> None:
    """Raises ImportRejected where row ``number``, the header being 1, is one too many."""
    if number > MOST_ROWS + 1:
        raise rejected(number, "", f"The file has more than {MOST_ROWS:,} rows; split it.")


def shown(name: str) -> str:
    """A heading as a message names it: on one line, and not too long.

    >>> shown(" Final\\nURL ")
    'Final URL'
    """
    name = " ".join(name.split())
    return name if len(name) <= NAME_SHOWN else f"{name[:NAME_SHOWN]}…"
