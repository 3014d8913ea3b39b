from __future__ import annotations

import pytest

from core.checks.complete import complete
from core.domain import CheckResult
from core.engines.base import Ended
from tests.unit.checks.cases import a_case


@pytest.mark.parametrize(
    ("channel", "text"),
    [
        ("meta_primary", "Your coffee stays warm."),
        ("meta_primary", "Cold again?"),
        ("meta_primary", "Warm at last!"),
        ("meta_primary", "And then the bell rang…"),
        ("meta_primary", "She said “warm at last.”"),
        ("meta_primary", "Warm (at last)."),
        ("meta_primary", 'It says "warm".'),
        ("meta_primary", "Knitters, this is where you cast on."),
        ("meta_primary", "Your coffee stays warm. \n"),
        ("meta_primary", "咖啡一直热着。"),
        ("google_headline", "Warm Coffee All Morning"),
        ("email_subject", "Your coffee can wait"),
    ],
)
def test_a_text_that_ends_well_passes(channel: str, text: str) -> None:
    assert complete(a_case(text, channel)) == CheckResult(name="complete", ok=True, reason="ends well")


@pytest.mark.parametrize(
    ("channel", "text", "reason"),
    [
        ("meta_primary", "", "empty"),
        ("meta_primary", " … ", "empty"),
        ("meta_primary", "Your coffee stays warm", "does not end as a sentence"),
        ("meta_primary", "Your coffee stays warm,", "ends in “,”"),
        ("google_headline", "Warm coffee –", "ends in “–”"),
        ("google_headline", "Warm coffee &", "ends in “&”"),
        ("meta_primary", "She said “warm,”", "ends in “,”"),
        ("google_headline", "Coffee that stays warm for", "ends in “for”"),
        ("google_headline", "Coffee for when you'll", "ends in “you'll”"),
        ("meta_primary", "Your coffee stays warm and.", "ends in “and”"),
        ("meta_primary", "It warms your.", "ends in “your”"),
        ("meta_primary", "Warm (at last.", "a bracket or a quotation mark is left open"),
        ("meta_primary", "She said “warm at last.", "a bracket or a quotation mark is left open"),
        ("meta_primary", 'She said "warm at last.', "a bracket or a quotation mark is left open"),
        ("google_headline", "Warm [at last", "a bracket or a quotation mark is left open"),
    ],
)
def test_a_text_that_was_cut_fails(channel: str, text: str, reason: str) -> None:
    assert complete(a_case(text, channel)) == CheckResult(name="complete", ok=False, reason=reason)


@pytest.mark.parametrize(
    ("ended", "reason"),
    [
        (None, "ends well"),
        (Ended.STOP, "ends well"),
        (Ended.CUT_OFF, "ends well"),
        (Ended.LENGTH, "broke off before its end"),
    ],
)
def test_a_draft_that_spent_its_tokens_broke_off(ended: Ended | None, reason: str) -> None:
    assert complete(a_case("Your coffee stays warm.", ended=ended)).reason == reason
