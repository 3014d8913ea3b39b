from __future__ import annotations

from typing import Any

import pytest

from core.checks.chatter import chatter
from core.domain import CheckResult
from tests.unit.checks.cases import a_case


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("Brightmug keeps it warm.", {}),
        ("Here is your warm cup.", {}),
        ("Surely you drink it warm.", {}),
        ("A note for your desk: it stays warm.", {}),
        ("This mug is warm.", {}),
        ("Send a message when you arrive.", {}),
        ("Note: dishwasher safe.", {"facts": ("note: dishwasher safe",)}),
        ("A copywriter drinks it warm.", {"product": "a mug for the copywriter"}),
    ],
)
def test_copy_that_says_nothing_of_itself_passes(text: str, brief: dict[str, Any]) -> None:
    assert chatter(a_case(text, **brief)) == CheckResult(name="chatter", ok=True, reason="copy only")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Sure! Brightmug keeps it warm.", "Sure!"),
        ("Certainly, here it is.", "Certainly,"),
        ("As an AI I drink none.", "As an AI"),
        ("Brightmug is warm.\nHeadline: Warm coffee", "Headline:"),
        ("Call to action: Warm yours up.", "Call to action:"),
        ("Here is a short headline for you.", "Here is a short headline"),
        ("Here’s your caption.", "Here’s your caption"),
        ("Warm. This ad highlights the heat.", "This ad highlights"),
        ("Warm, within the character limit.", "character limit"),
        ("Warm for the target audience.", "target audience"),
    ],
)
def test_talk_about_the_text_is_shown(text: str, shown: str) -> None:
    reason = f"“{shown}” is talk about the text"
    assert chatter(a_case(text)) == CheckResult(name="chatter", ok=False, reason=reason)
