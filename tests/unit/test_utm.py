from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidInput
from core.utm import Utm, tagged, utm_of

LINK = "https://brightmug.example/warm"
words = st.text(alphabet="ab Z9&=?#/+%é咖", max_size=12).map(str.strip)


@pytest.mark.parametrize(
    ("link", "utm", "expected"),
    [
        (LINK, Utm(source="google", medium="cpc"), f"{LINK}?utm_source=google&utm_medium=cpc"),
        (f"{LINK}?size=2#top", Utm(source="a", medium="b"), f"{LINK}?size=2&utm_source=a&utm_medium=b#top"),
        (f"{LINK}?utm_source=old&utm_term=mug", Utm(source="a", medium="b"), f"{LINK}?utm_source=a&utm_medium=b"),
        (f"{LINK}?utm_source=old&utm_id=7", Utm(), f"{LINK}?utm_id=7"),
        (LINK, Utm(source="news letter", medium="e&m"), f"{LINK}?utm_source=news+letter&utm_medium=e%26m"),
        (f"{LINK}?empty=", Utm(source="a", medium="b"), f"{LINK}?empty=&utm_source=a&utm_medium=b"),
    ],
)
def test_a_link_takes_its_tags_and_keeps_all_else(link: str, utm: Utm, expected: str) -> None:
    assert tagged(link, utm) == expected


@pytest.mark.parametrize("link", ["", "no link", "/warm"])
def test_without_a_link_there_is_nothing_to_tag(link: str) -> None:
    with pytest.raises(InvalidInput, match="no link to tag"):
        tagged(link, Utm(source="a", medium="b"))


@pytest.mark.parametrize("utm", [Utm(source="a"), Utm(medium="b"), Utm(campaign="c"), Utm(source=" ", medium="b")])
def test_a_tag_without_source_and_medium_is_refused(utm: Utm) -> None:
    with pytest.raises(InvalidInput, match="needs a source and a medium"):
        tagged(LINK, utm)


@settings(derandomize=True, deadline=None)
@given(words.filter(bool), words.filter(bool), words, words, words)
def test_what_was_put_in_is_read_out_again(source: str, medium: str, campaign: str, content: str, term: str) -> None:
    utm = Utm(source=source, medium=medium, campaign=campaign, content=content, term=term)
    link = tagged(f"{LINK}?size=2", utm)
    assert utm_of(link) == utm
    assert tagged(link, utm) == link
    assert tagged(link, Utm()) == f"{LINK}?size=2"
