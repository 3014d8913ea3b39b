from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.imports.csv_rows import MOST_CELLS, BrokenRow, read_rows, separator_of

CELLS = st.text(alphabet=st.sampled_from("ab ,;\"\r\n\t'="), max_size=6)
TABLES = st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=5)


@settings(derandomize=True, deadline=None)
@given(TABLES, st.sampled_from(",;\t"), st.sampled_from(["\r\n", "\n", "\r"]))
def test_what_a_csv_writer_writes_is_read_back(table: list[list[str]], separator: str, line_end: str) -> None:
    out = io.StringIO(newline="")
    # A carriage return alone ends a line for us and for spreadsheets, so cells with one are quoted.
    csv.writer(out, delimiter=separator, lineterminator=line_end, quoting=csv.QUOTE_ALL).writerows(table)
    assert [list(row) for row in read_rows(out.getvalue(), separator)] == table


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("a", [("a",)]),
        ("a,", [("a", "")]),
        ("a\n", [("a",)]),
        ("a\n\nb", [("a",), ("",), ("b",)]),
        (",\n", [("", "")]),
        ('"a""b"', [('a"b',)]),
        ('5" pipe,x', [('5" pipe', "x")]),
        ('""', [("",)]),
        ('"a\r\nb",c\rd', [("a\r\nb", "c"), ("d",)]),
    ],
)
def test_rows_are_read_as_spreadsheets_read_them(text: str, rows: list[tuple[str, ...]]) -> None:
    assert list(read_rows(text, ",")) == rows


@pytest.mark.parametrize(
    ("text", "place"), [('"a', (1, 1)), ('a,b\nc,"d', (2, 2)), ('a\n\n"b"c', (3, 1)), ('a,"b" ,c', (1, 2))]
)
def test_broken_quoting_is_found_where_it_is(text: str, place: tuple[int, int]) -> None:
    with pytest.raises(BrokenRow, match="quotation marks") as caught:
        list(read_rows(text, ","))
    assert (caught.value.row, caught.value.cell) == place


def test_a_row_without_end_is_not_read_to_its_end() -> None:
    with pytest.raises(BrokenRow, match="more than 64 cells") as caught:
        list(read_rows("a\n" + "," * 1_000_000, ","))
    assert (caught.value.row, caught.value.cell) == (2, MOST_CELLS + 1)


@pytest.mark.parametrize(
    ("text", "separator"), [("a,b;c,d", ","), ("a;b\nc,d,e,f", ";"), ("\n\na\tb", "\t"), ("a", ","), ("", ",")]
)
def test_the_header_tells_the_separator(text: str, separator: str) -> None:
    assert separator_of(text) == separator
