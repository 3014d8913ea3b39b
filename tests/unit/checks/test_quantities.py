from __future__ import annotations

import pytest

from core.checks.quantities import numbers, signed_numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("none", set()),
        ("9:30 and 12", {"9:30", "12"}),
        ("1,000 or 1000", {"1000"}),
        ("2.50 or 2.5", {"2.5"}),
        ("100 and 5.0", {"100", "5"}),
        ("60C, 9pm and 50+", {"60", "9", "50"}),
        ("A dozen, or twelve", {"12"}),
        ("Someone at often", set()),
    ],
)
def test_a_number_has_one_form_however_it_is_written(text: str, found: set[str]) -> None:
    assert numbers(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("15 cups", {}),
        ("15% off", {("15", "%"): "15%"}),
        ("15 per cent", {("15", "%"): "15 per cent"}),
        ("15 Percent", {("15", "%"): "15 Percent"}),
        ("$1,200.00", {("1200", "$"): "$1,200.00"}),
        ("5 € or € 5", {("5", "€"): "€ 5"}),
    ],
)
def test_a_sign_stays_with_its_number(text: str, found: dict[tuple[str, str], str]) -> None:
    assert signed_numbers(text) == found
