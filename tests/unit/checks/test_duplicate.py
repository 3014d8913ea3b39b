from __future__ import annotations

import pytest

from core.checks.duplicate import duplicate
from core.domain import CheckResult
from tests.unit.checks.cases import a_case

TEXT = "Brightmug keeps your coffee warm all morning."


@pytest.mark.parametrize(
    "others",
    [
        (),
        ("Lessons are long. Your cup can wait.",),
        ("Charges overnight, pours at dawn.", "Cold coffee is no way to teach."),
    ],
)
def test_a_text_unlike_the_others_passes(others: tuple[str, ...]) -> None:
    assert duplicate(a_case(TEXT, others=others)) == CheckResult(name="duplicate", ok=True, reason="unlike the others")


@pytest.mark.parametrize(
    "others",
    [
        (TEXT,),
        (TEXT.upper(),),
        ("Brightmug keeps your coffee hot all morning.",),
        ("Cold coffee is no way to teach.", "Brightmug keeps your coffee warm all morning!"),
    ],
)
def test_a_near_double_of_any_other_fails(others: tuple[str, ...]) -> None:
    reason = "nearly the same as another text here"
    assert duplicate(a_case(TEXT, others=others)) == CheckResult(name="duplicate", ok=False, reason=reason)
