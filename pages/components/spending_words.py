"""Tokens and money as the pages say them."""

from __future__ import annotations

from core.domain import Spent
from core.spending.money import money


def paid(spent: Spent) -> str:
    """What was paid, and of how many requests that is not known.

    >>> paid(Spent(requests=2, cost=1_230_000)), paid(Spent(requests=2, unpriced=2))
    ('$1.23', 'not known')
    >>> paid(Spent(requests=3, unpriced=1, cost=1_230_000))
    '$1.23 and 1 request without a price'
    """
    if spent.unpriced == 0:
        return money(spent.cost)
    if spent.unpriced == spent.requests:
        return "not known"
    return f"{money(spent.cost)} and {counted(spent.unpriced, 'request')} without a price"


def counted(count: int, word: str) -> str:
    """
    >>> counted(1, "request"), counted(1200, "token")
    ('1 request', '1,200 tokens')
    """
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
