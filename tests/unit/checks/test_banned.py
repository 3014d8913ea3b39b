from __future__ import annotations

import pytest

from core.checks.banned import banned
from core.domain import CheckResult
from tests.unit.checks.cases import a_case


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A mug that keeps it warm.", ("gadget",)),
        ("No gadgetry here.", ("gadget",)),
        ("Just a mug.", ()),
        ("A cheap-looking mug is not ours.", ("cheap looking",)),
        ("咖啡一直热着。", ("便宜",)),
    ],
)
def test_a_text_without_a_banned_word_passes(text: str, words: tuple[str, ...]) -> None:
    assert banned(a_case(text, banned=words)) == CheckResult(name="banned", ok=True, reason="none used")


@pytest.mark.parametrize(
    ("text", "words", "used"),
    [
        ("A gadget for coffee.", ("gadget",), "gadget"),
        ("GADGET.", ("gadget",), "gadget"),
        ("The gadget's heat.", ("gadget",), "gadget"),
        ("Life  hacks for teachers.", ("mug life", "life hacks"), "life hacks"),
        ("A mug at $5.", ("luxury", "$5"), "$5"),
        ("这个杯子很便宜。", ("便宜",), "便宜"),
    ],
)
def test_a_banned_word_is_named(text: str, words: tuple[str, ...], used: str) -> None:
    assert banned(a_case(text, banned=words)) == CheckResult(name="banned", ok=False, reason=f"uses “{used}”")
