from __future__ import annotations

from typing import Any

import pytest

from core.checks.placeholder import placeholder
from core.domain import CheckResult
from tests.unit.checks.cases import a_case


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("Brightmug keeps it warm.", {}),
        ("It comes in size XXL.", {}),
        ("Warm in <5 minutes.", {}),
        ("Warm (at last).", {}),
        ("Your brand of warmth.", {}),
        ("Hello [name], warm yours up.", {"required": ("[name]",)}),
    ],
)
def test_a_finished_text_passes(text: str, brief: dict[str, Any]) -> None:
    assert placeholder(a_case(text, **brief)) == CheckResult(name="placeholder", ok=True, reason="none left")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hello [name], warm yours up.", "[name]"),
        ("Hello {first name}, warm yours up.", "{first name}"),
        ("Buy <product> now.", "<product>"),
        ("Only XX left.", "XX"),
        ("Lorem ipsum dolor.", "Lorem ipsum"),
        ("Your brand name keeps it warm.", "Your brand name"),
        ("____ keeps it warm.", "____"),
        ("Hello [first] and [last].", "[first]"),
        ("Waterproof B\N{REPLACEMENT CHARACTER} Boots", "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_a_placeholder_is_shown(text: str, shown: str) -> None:
    expected = CheckResult(name="placeholder", ok=False, reason=f"“{shown}” is a placeholder")
    assert placeholder(a_case(text)) == expected
