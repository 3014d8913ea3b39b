"""Amounts as the claims ledger reads them."""

from __future__ import annotations

import pytest

from core.checks.claims.amounts import amounts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("none, and nobody at often", []),
        ("9:30 and 12", [("9:30", ""), ("12", "")]),
        ("1,000 or 1000", [("1000", ""), ("1000", "")]),
        ("2.50 or 5.0", [("2.5", ""), ("5", "")]),
        ("60C, 9pm and 50+", [("60", "degree"), ("9", "pm"), ("50", "")]),
        ("A dozen, or twelve", [("12", ""), ("12", "")]),
        ("6 to 9pm", [("6", "pm"), ("9", "pm")]),
        ("two or three hours", [("2", "hour"), ("3", "hour")]),
        ("5 working days, 3 hrs, 12 inches", [("5", "day"), ("3", "hour"), ("12", "inch")]),
        ("two feet, three second-hand books", [("2", ""), ("3", "")]),
        ("1 May and the 10 of June", [("1", "date"), ("10", "date")]),
        ("15% or 15 per cent", [("15", "percent"), ("15", "percent")]),
    ],
)
def test_a_number_has_one_form_and_its_unit_however_they_are_written(text: str, found: list[tuple[str, str]]) -> None:
    assert [(amount.number, amount.unit) for amount in amounts(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("15 cups", ("15", "")),
        ("$1,200.00", ("1200", "$")),
        ("5 €", ("5", "€")),
        ("€ 5", ("5", "€")),
        ("£18 day pass", ("18", "£")),
    ],
)
def test_a_currency_stays_with_its_number(text: str, found: tuple[str, str]) -> None:
    (amount,) = amounts(text)
    assert (amount.number, amount.sign) == found


def test_a_small_number_in_words_claims_only_where_it_measures() -> None:
    assert [amount.is_claim for amount in amounts("You two wait two days for 2 mugs and twenty cups")] == [
        False,
        True,
        True,
        True,
    ]
