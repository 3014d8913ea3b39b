from __future__ import annotations

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.channels.counting import RULES
from core.previews.truncation import cut

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
CLUSTERS = (FAMILY, "🇩🇪", "e\u0301", "ü", "咖", "€", "{", "\n", " ", "a", "\u200b", "ש")
TEXTS = st.lists(st.sampled_from(CLUSTERS), max_size=80).map("".join) | st.text(max_size=120)


def boundaries(text: str) -> set[int]:
    return {0, *(found.end() for found in regex.finditer(r"\X", text))}


@given(text=TEXTS, most=st.integers(0, 90), rule=st.sampled_from(sorted(RULES)), lines=st.none() | st.integers(1, 4))
@settings(max_examples=300, deadline=None)
@example(text=FAMILY * 3, most=8, rule="characters", lines=None)
@example(text="a" + "€" * 90, most=4, rule="sms", lines=None)
def test_what_is_shown_never_exceeds_and_keeps_clusters_whole(
    text: str, most: int, rule: str, lines: int | None
) -> None:
    found = cut(text, most, RULES[rule], lines=lines)
    assert found.shown + found.rest == text
    assert RULES[rule](found.shown) <= most
    assert found.end in boundaries(text) or not found.shown
    assert lines is None or len(found.shown.splitlines()) <= lines
    if RULES[rule](text) <= most and lines is None:
        assert not found.is_cut


@given(text=st.text(alphabet="ab ", min_size=1, max_size=60), most=st.integers(0, 60))
def test_as_much_is_shown_as_fits(text: str, most: int) -> None:
    shown = cut(text, most, len).shown
    assert shown == (text if len(text) <= most else text[:most].rstrip())


@pytest.mark.parametrize(
    ("rule", "text", "most", "shown"),
    [
        ("characters", "Warm mugs, all day", 9, "Warm mugs"),
        ("width", "咖啡 mug", 3, "咖"),
        ("graphemes", FAMILY + "ab", 2, FAMILY + "a"),
        ("characters", FAMILY + "ab", 3, ""),
        ("sms", "ab€d", 3, "ab"),
        ("bytes", "né!", 2, "n"),
    ],
)
def test_each_channel_cuts_by_its_own_counting(rule: str, text: str, most: int, shown: str) -> None:
    assert cut(text, most, RULES[rule]).shown == shown


def test_ten_thousand_invisible_characters_take_no_time() -> None:
    assert cut("\u200b" * 10_000 + "warm", 3, RULES["width"]).shown.endswith("war")
