from __future__ import annotations

import pytest

from core.checks.repetition import repetition
from core.domain import CheckResult
from tests.unit.checks.cases import a_case

LONG = (
    "Every morning starts with a bell and thirty small voices, while somewhere behind you a cup waits on the sill. "
    "Lessons run long, registers need signing, somebody has lost one shoe. Then break arrives, and for once "
    "what you lift is still pleasant. Colleagues notice first. Soon nobody visits the staffroom microwave, "
    "because patience has been built into clay. "
)


@pytest.mark.parametrize(
    "text",
    [
        "Brightmug keeps it warm. Your coffee waits for you.",
        "She had had enough of cold coffee.",
        "We know that that cup is yours.",
        "Night night, cold coffee.",
        "Warm. Warm. That is all.",
        "Get a mug. Get a cup.",
        "Brightmug is warm. So says everybody who owns a Brightmug.",
        "A mug for school, a mug for home, and a mug for the train.",
        f"{LONG}Brightmug. Brightmug! Brightmug?",
    ],
)
def test_a_text_that_says_each_thing_once_passes(text: str) -> None:
    assert repetition(a_case(text)) == CheckResult(name="repetition", ok=True, reason="nothing is said twice")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Keep it warm warm all day.", "“warm warm”"),
        ("The the cup is yours.", "“The the”"),
        ("Warm at your desk and, later, warm at your desk.", "“warm at your desk” stands there twice"),
        ("Your coffee stays warm. Your coffee is warm.", "a sentence is said twice"),
        ("Order a mug. It stays warm. Order a mug.", "a sentence is said twice"),
        ("Your coffee stays warm\nYour coffees stay warm", "a sentence is said twice"),
        ("Brightmug! Brightmug? Brightmug.", "the brand is named too often"),
        (f"{LONG}Brightmug. Brightmug! Brightmug? Brightmug…", "the brand is named too often"),
        ("Cosy mornings, cosy desks, cosy you.", "“cosy” too often"),
        ("Mug one, mug to go, mug at home, mug in hand, mug again.", "“mug” too often"),
    ],
)
def test_what_is_said_twice_is_named(text: str, reason: str) -> None:
    assert repetition(a_case(text)) == CheckResult(name="repetition", ok=False, reason=reason)
