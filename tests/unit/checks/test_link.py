from __future__ import annotations

from typing import Any

import pytest

from core.checks.link import link
from core.domain import CheckResult
from tests.unit.checks.cases import a_case

SHOP = {"link": "https://brightmug.com/warm"}


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("Brightmug keeps it warm.", {}),
        ("Warm at 60 C.Then drink.", {}),
        ("Warm yours up: https://brightmug.com/warm", SHOP),
        ("Warm yours up at https://brightmug.com/warm.", SHOP),
        ("Warm yours up (https://brightmug.com/warm).", SHOP),
        ("Warm yours up at “brightmug.com”.", SHOP),
        ("Brightmug.com has yours.", SHOP),
        ("Ask @brightmug.", {"cta": "Ask @brightmug"}),
        ("Write to hello@brightmug.com!", {"facts": ("answers at hello@brightmug.com",)}),
    ],
)
def test_a_link_of_the_brief_passes(text: str, brief: dict[str, Any]) -> None:
    assert link(a_case(text, **brief)) == CheckResult(name="link", ok=True, reason="none that the brief lacks")


@pytest.mark.parametrize(
    ("text", "shown", "brief"),
    [
        ("See https://mugs.example/warm", "https://mugs.example/warm", {}),
        ("See www.mugs.example", "www.mugs.example", {}),
        ("See mugshop.co.", "mugshop.co", {}),
        ("Ask @mugs.", "@mugs", {}),
        ("Write to hello@mugs.example", "hello@mugs.example", {}),
        ("See https://brightmug.com/hot", "https://brightmug.com/hot", SHOP),
        ("https://brightmug.com/warm or mugs.shop", "mugs.shop", SHOP),
    ],
)
def test_a_link_that_the_brief_lacks_is_shown(text: str, shown: str, brief: dict[str, Any]) -> None:
    expected = CheckResult(name="link", ok=False, reason=f"“{shown}” is not in the brief")
    assert link(a_case(text, **brief)) == expected
