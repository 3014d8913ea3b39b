from __future__ import annotations

import codecs

import pytest

from core.errors import InvalidInput
from core.imports.header_row import LONGEST_HEADING, MOST_BYTES, MOST_HEADINGS, READ_BYTES, read_header

HEADINGS = ("Campaign Name", "Title", "Größe, €")
TABS = "\t".join(HEADINGS) + "\r\n1\t2\t3\r\n"
COMMAS = 'Campaign Name,Title,"Größe, €"\n1,2,3\n'


@pytest.mark.parametrize(
    "content",
    [
        COMMAS.encode(),
        codecs.BOM_UTF8 + COMMAS.encode(),
        TABS.encode(),
        codecs.BOM_UTF16_LE + TABS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TABS.encode("utf-16-be"),
        codecs.BOM_UTF16_LE + COMMAS.encode("utf-16-le"),
        b"\r\n" + COMMAS.encode(),
        COMMAS.splitlines()[0].encode(),
        b' Campaign Name ,Title,"Gr\xc3\xb6\xc3\x9fe, \xe2\x82\xac"',
    ],
)
def test_the_first_row_is_read_in_each_encoding(content: bytes) -> None:
    assert read_header(content) == HEADINGS


def test_headings_that_are_empty_stay_in_their_place() -> None:
    assert read_header(b"a,,b\n") == ("a", "", "b")


def test_rows_below_are_not_looked_at() -> None:
    assert read_header(b"a,b\n" + b"\xc3\xa9" * READ_BYTES) == ("a", "b")
    assert read_header(b'a,b\n"never closed') == ("a", "b")


def test_as_many_columns_as_an_account_has_are_read() -> None:
    assert len(read_header(",".join(["x"] * MOST_HEADINGS).encode())) == MOST_HEADINGS


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"caf\xe9,b\n", "neither UTF-8 nor UTF-16"),
        ("a,b\n".encode("utf-16-le"), "NUL"),
        (b'"a,b\n1,2', "quotation marks do not match"),
        (b'"a\nb",c\n', "Heading 1 has a line end"),
        (b"x" * (LONGEST_HEADING + 1), "Heading 1 has 201 characters"),
        (",".join(["x"] * (MOST_HEADINGS + 1)).encode(), "more than 512 cells"),
        (b"x" * (READ_BYTES + 1), "longer than 128 KB"),
        (b"x" * (MOST_BYTES + 1), "larger than 10 MB"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(content: bytes, what: str) -> None:
    with pytest.raises(InvalidInput, match=what) as caught:
        read_header(content)
    assert caught.value.mend
