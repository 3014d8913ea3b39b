from __future__ import annotations

import json
from dataclasses import asdict

from core.exports.rows import COLUMNS, row_of
from core.sampling import SamplingSettings
from tests.unit.exports.examples import ADA, BO, a_discussed_variant, a_variant

PEOPLE = {ADA.id: "Ada", BO.id: "Bo"}


def test_a_row_has_its_columns_in_order() -> None:
    names = list(row_of(a_variant()))
    assert names == list(COLUMNS)
    assert names[:5] == ["campaign", "persona", "channel", "rank", "text"]
    assert names[-1] == "seconds"


def test_a_campaign_goes_by_name_and_its_id_stands_further_back() -> None:
    row = row_of(a_variant(campaign_id="c1"), {"c1": "Spring"})
    assert (row["campaign"], row["campaign_id"]) == ("Spring", "c1")
    assert list(row).index("campaign_id") > list(row).index("prompt")
    assert row_of(a_variant(campaign_id=None))["campaign"] == ""


def test_each_persons_newest_rating_counts() -> None:
    row = row_of(a_discussed_variant())
    assert (row["stars"], row["raters"]) == (4.5, 2)
    assert row["reasons"] == "on voice; clear"
    assert row["comments"] == "=now I like it"


def test_an_unrated_variant_has_no_stars_rather_than_none_of_five() -> None:
    row = row_of(a_variant())
    assert (row["stars"], row["raters"], row["reasons"]) == (None, 0, "")


def test_an_edit_shows_with_what_it_replaced() -> None:
    row = row_of(a_discussed_variant(), PEOPLE)
    assert row["text"] == "Warmer mornings, 15% off."
    assert row["original_text"] == "+15% warmer mornings with Brightmug."
    assert row["edited_by"] == "Bo"
    assert (row["passed"], row["failed_checks"]) == (False, "brand: Brightmug is not named")


def test_a_variant_nobody_edited_has_no_original() -> None:
    assert row_of(a_variant())["original_text"] == ""


def test_the_decision_tells_who_and_why() -> None:
    row = row_of(a_discussed_variant(), PEOPLE)
    assert (row["decision"], row["decision_reason"]) == ("approved", "fits")
    assert (row["decided_by"], row["decided_by_id"]) == ("Ada", ADA.id)


def test_somebody_unknown_goes_by_id() -> None:
    assert row_of(a_discussed_variant())["decided_by"] == ADA.id


def test_provenance_is_enough_to_draw_the_text_again() -> None:
    variant = a_variant()
    row = row_of(variant)
    assert {name: row[name] for name in ("model", "revision", "adapter", "prompt", "seed", "versions")} == {
        name: value for name, value in asdict(variant.draft.provenance).items() if name != "settings"
    }
    settings = json.loads(str(row["settings"]))
    assert SamplingSettings(**{**settings, "stop": tuple(settings["stop"])}) == variant.draft.provenance.settings
    assert row["recipe"] == "Bold"
    assert (row["run_id"], row["variant_id"]) == (variant.draft.run_id, variant.id)
