from __future__ import annotations

import pytest

from core.checks import CHECKS, run_checks
from core.engines.base import Ended
from tests.support.building import a_brief
from tests.unit.checks.cases import CHANNELS

GOOD = "Brightmug keeps your coffee at 60 C while you teach. Warm yours up."


def failures(text: str, channel: str = "meta_primary", ended: Ended | None = None, *others: str) -> list[str]:
    results = run_checks(text, a_brief(), CHANNELS.get(channel), ended=ended, others=others)
    return [result.name for result in results if not result.ok]


def test_every_check_reports_once_by_its_name_and_with_a_reason() -> None:
    results = run_checks(GOOD, a_brief(), CHANNELS.get("meta_primary"))
    assert [result.name for result in results] == [check.__name__ for check in CHECKS]
    assert len({result.name for result in results}) == len(results)
    assert all(result.reason for result in results)


@pytest.mark.parametrize(
    ("channel", "text"),
    [
        ("meta_primary", GOOD),
        ("x_post", "The bell rings, the cup waits.\nBrightmug keeps drinks at 60 C. #coffee, warm at last."),
        ("google_headline", "Coffee At 60 C, 15% Off"),
        ("email_subject", "Your coffee always goes cold"),
        ("sms", "Brightmug: the coffee mug that charges overnight. 15% off this week. Warm yours up."),
    ],
)
def test_honest_copy_passes_every_check(channel: str, text: str) -> None:
    assert failures(text, channel) == []


@pytest.mark.parametrize(
    ("text", "failed"),
    [
        ("", ["complete", "brand", "topic"]),
        ("Brightmug is a gadget for coffee.", ["banned"]),
        ("Sure! Brightmug is the best mug at [price]!!", ["claims", "chatter", "placeholder", "policy"]),
    ],
)
def test_a_bad_text_fails_for_each_of_its_faults(text: str, failed: list[str]) -> None:
    assert failures(text) == failed


def test_how_a_draft_ended_and_what_stands_beside_it_reach_the_checks() -> None:
    assert failures(GOOD, "meta_primary", Ended.LENGTH) == ["complete"]
    assert failures(GOOD, "meta_primary", Ended.STOP, GOOD) == ["duplicate"]
