from __future__ import annotations

import pytest

from core.checks.cta import cta
from core.domain import CheckResult
from tests.unit.checks.cases import a_case


@pytest.mark.parametrize(
    ("text", "action", "reason"),
    [
        ("Brightmug keeps it warm. Warm yours up.", "Warm yours up", "as in the brief"),
        ("Go on, warm yours up!", "Warm yours up.", "as in the brief"),
        ("Brightmug keeps it warm.", "Warm yours up", "not asked for here"),
        ("Your coffee is warm and you are up.", "Warm yours up", "not asked for here"),
        ("Brightmug.", "Warm yours up", "not asked for here"),
        ("Brightmug keeps it warm.", "", "as in the brief"),
    ],
)
def test_a_call_to_action_may_be_left_out_where_nobody_asks(text: str, action: str, reason: str) -> None:
    assert cta(a_case(text, cta=action)) == CheckResult(name="cta", ok=True, reason=reason)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Brightmug keeps it hot. Warms yours up.", "warms yours up"),
        ("Brightmug keeps it hot. Warm your up.", "warm your up"),
    ],
)
def test_a_call_to_action_is_taken_word_for_word(text: str, near: str) -> None:
    assert cta(a_case(text)) == CheckResult(name="cta", ok=False, reason=f"“{near}” is not “Warm yours up”")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brightmug keeps it hot.", CheckResult(name="cta", ok=False, reason="“Warm yours up” is missing")),
        ("It is hot. Warm yours up.", CheckResult(name="cta", ok=True, reason="as in the brief")),
    ],
)
def test_a_channel_that_wants_the_call_to_action_gets_it(text: str, expected: CheckResult) -> None:
    assert cta(a_case(text, wants_cta=True)) == expected
