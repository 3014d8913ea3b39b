from __future__ import annotations

import pytest

from core.checks.required import required
from core.domain import CheckResult
from tests.unit.checks.cases import a_case


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Brightmug keeps it warm.", ()),
        ("Drink responsibly. Warm yours up.", ("drink responsibly",)),
        ("Drink\nresponsibly, 18+.", ("Drink responsibly", "18+")),
        ("热咖啡杯", ("咖啡",)),
    ],
)
def test_a_text_with_every_required_word_passes(text: str, words: tuple[str, ...]) -> None:
    assert required(a_case(text, required=words)) == CheckResult(name="required", ok=True, reason="all there")


@pytest.mark.parametrize(
    ("text", "words", "missing"),
    [
        ("Brightmug keeps it warm.", ("drink responsibly",), "drink responsibly"),
        ("Drink it responsibly.", ("drink responsibly",), "drink responsibly"),
        ("Warm, always.", ("warm", "hot"), "hot"),
        ("Warmth, always.", ("warm",), "warm"),
    ],
)
def test_a_missing_word_is_named(text: str, words: tuple[str, ...], missing: str) -> None:
    expected = CheckResult(name="required", ok=False, reason=f"“{missing}” is missing")
    assert required(a_case(text, required=words)) == expected
