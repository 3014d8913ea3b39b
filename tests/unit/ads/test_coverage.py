from __future__ import annotations

import pytest

from core.ads.coverage import Point, covers, points_of
from core.angles import ACTION, BRAND, FACT, KEYWORD, OFFER, READER
from core.placeholders import parse
from tests.support.building import a_brief

BRIEF = a_brief(facts=("keeps drinks at 60 C", "charges overnight"))


def test_an_ad_can_say_every_fact_the_offer_keywords_brand_reader_and_call_to_action() -> None:
    kinds = [point.kind for point in points_of(BRIEF, ("coffee mug", "travel mug"))]
    assert kinds == [FACT, FACT, OFFER, KEYWORD, KEYWORD, BRAND, READER, ACTION]
    assert [point.kind for point in points_of(a_brief(facts=(), offer="", cta=""), ())] == [BRAND, READER]


@pytest.mark.parametrize(
    ("text", "point", "says"),
    [
        ("Charges Overnight", Point(FACT, "charges overnight"), True),
        ("Overnight, Every Night", Point(FACT, "charges overnight"), True),
        ("A Warm Mug", Point(FACT, "charges overnight"), False),
        ("15% Off This Week", Point(OFFER, "15% off this week"), True),
        ("A Warm Mug", Point(OFFER, "15% off this week"), False),
        ("Your Coffee Mug", Point(KEYWORD, "coffee mug"), True),
        ("A Mug For Coffee", Point(KEYWORD, "coffee mug"), False),
        ("Brightmug", Point(BRAND, "Brightmug"), True),
        ("Warm Yours Up Today", Point(ACTION, "Warm yours up"), True),
        ("Teaches All Morning", Point(READER, "The teacher"), True),
        ("A Warm Mug", Point(READER, "The teacher"), False),
    ],
)
def test_what_a_text_says(text: str, point: Point, says: bool) -> None:
    assert covers(text, point, BRIEF) is says


def test_a_placeholder_says_what_it_may_become() -> None:
    brief = a_brief(placeholders=parse(["{KeyWord:Coffee Mug}"]))
    assert covers("Your {KeyWord:Coffee Mug}", Point(KEYWORD, "coffee mug"), brief)
