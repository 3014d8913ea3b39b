from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.exports.cells import escape, unescape

STARTS = ["=", "+", "-", "@", "|", "%", "\t", "\r"]


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("space", ["", " ", "  ", "\u00a0", "\n"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(start: str, space: str) -> None:
    text = f"{space}{start}1+1"
    assert escape(text) == f"'{text}"
    assert unescape(escape(text)) == text


@pytest.mark.parametrize("text", ["", "Warm yours up", "50% off", "a=b", "'tis the season", "' quoted '", "名前"])
def test_anything_else_stays_as_it_is(text: str) -> None:
    assert escape(text) == text
    assert unescape(text) == text


@pytest.mark.parametrize("text", ["'=1", "''=1", "' +50%", "'-", "'''@"])
def test_a_text_with_an_apostrophe_of_its_own_keeps_it(text: str) -> None:
    assert unescape(escape(text)) == text


@settings(derandomize=True, deadline=None)
@given(st.text(alphabet=st.sampled_from("'=+-@|% \t\r\nab\u00a0＝"), max_size=8))
def test_every_text_comes_back_and_none_is_run(text: str) -> None:
    cell = escape(text)
    assert unescape(cell) == text
    assert not cell.lstrip().startswith(tuple("=+-@|%"))
    assert not cell.startswith(("\t", "\r"))
