"""Sums of money in words."""

from __future__ import annotations

MILLION = 1_000_000
SMALLEST = 100
"""Millionths: less is not told apart."""


def money(millionths: int) -> str:
    """US dollars, to the cent from one dollar on and finer below it.

    >>> money(12_345_678), money(250_000), money(1_234), money(3), money(0)
    ('$12.35', '$0.25', '$0.0012', 'less than $0.0001', '$0')
    """
    if millionths == 0:
        return "$0"
    if millionths < SMALLEST:
        return "less than $0.0001"
    dollars = millionths / MILLION
    if dollars >= 1 or millionths % 10_000 == 0:
        return f"${dollars:,.2f}"
    return f"${dollars:.4f}"
