"""Sums of money in words."""

from __future__ import annotations

MILLION = 1_000_000
SMALLEST = 100
"""Millionths: less is not told apart."""


def money(millionths: int) -> str:
    """US dollars, to the cent from ten cents on and finer below.

    >>> money(12_345_678), money(531_200), money(1_234), money(3), money(0)
    ('$12.35', '$0.53', '$0.0012', 'less than $0.0001', '$0')
    """
    if millionths == 0:
        return "$0"
    if millionths < SMALLEST:
        return "less than $0.0001"
    dollars = millionths / MILLION
    return f"${dollars:.4f}" if dollars < 0.1 else f"${dollars:,.2f}"
