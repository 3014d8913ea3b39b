from __future__ import annotations

from typing import Any

import pytest

from core.checks.brand import brand
from core.domain import CheckResult
from tests.unit.checks.cases import a_case

LOW_CEILING = {"brand": "Low Ceiling", "product": "a climbing gym"}


@pytest.mark.parametrize(
    ("channel", "text", "reason", "brief"),
    [
        ("meta_primary", "Brightmug keeps it warm.", "named and spelled exactly", {}),
        ("meta_primary", "Brightmug's heat lasts.", "named and spelled exactly", {}),
        ("meta_primary", "Brightmug’s heat lasts.", "named and spelled exactly", {}),
        ("google_headline", "Warm Coffee All Morning", "spelled exactly wherever it stands", {}),
        ("google_headline", "Brightmug Keeps It Warm", "named and spelled exactly", {}),
        ("meta_primary", "Low Ceiling has a wall for you.", "named and spelled exactly", LOW_CEILING),
        ("meta_primary", "Low Ceiling and a Low Fence.", "named and spelled exactly", LOW_CEILING),
        (
            "meta_primary",
            "Bright mornings start with Brightmug.",
            "named and spelled exactly",
            {"product": "a coffee mug for bright mornings"},
        ),
    ],
)
def test_a_name_spelled_exactly_passes(channel: str, text: str, reason: str, brief: dict[str, Any]) -> None:
    assert brand(a_case(text, channel, **brief)) == CheckResult(name="brand", ok=True, reason=reason)


@pytest.mark.parametrize(
    ("channel", "text", "reason", "brief"),
    [
        ("meta_primary", "It keeps your coffee warm.", "does not name “Brightmug”", {}),
        ("meta_primary", "brightmug keeps it warm.", "does not name “Brightmug”", {}),
        ("meta_primary", "Brihgtmug keeps it warm.", "“Brihgtmug” is not how “Brightmug” is written", {}),
        ("google_headline", "BRIGHTMUG Keeps It Warm", "“BRIGHTMUG” is not how “Brightmug” is written", {}),
        ("meta_primary", "Brightmug, not BrightMug.", "“BrightMug” is not how “Brightmug” is written", {}),
        ("meta_primary", "Brightmuk's heat lasts.", "“Brightmuk” is not how “Brightmug” is written", {}),
        ("meta_primary", "Low Cieling is open.", "“Low Cieling” is not how “Low Ceiling” is written", LOW_CEILING),
    ],
)
def test_a_name_missing_or_misspelled_fails(channel: str, text: str, reason: str, brief: dict[str, Any]) -> None:
    assert brand(a_case(text, channel, **brief)) == CheckResult(name="brand", ok=False, reason=reason)
