from __future__ import annotations

import io
from datetime import date, datetime

import pytest
import xlsxwriter

from core.errors import ImportRejected
from core.imports import limits
from core.imports.table import Table, read_table
from tests.unit.imports.files import a_csv, a_workbook

ROWS = (("name", "facts"), ("Mug", "keeps “60 C”"), ("Bottle", "小红书; é"))


def refused(content: bytes) -> tuple[int, str, str]:
    """Row, column and words of the first problem."""
    with pytest.raises(ImportRejected) as caught:
        read_table(content)
    problem = caught.value.problems[0]
    return problem.row, problem.column, problem.what


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_is_read_in_every_encoding_and_with_every_separator(separator: str, encoding: str) -> None:
    table = read_table(a_csv(*ROWS, separator=separator, encoding=encoding))
    assert table == Table(header_row=1, columns=ROWS[0], rows=((2, ROWS[1]), (3, ROWS[2])))


def test_utf_16_is_read_in_either_order_of_its_bytes() -> None:
    content = "\ufeffname\nMug".encode("utf-16-be")
    assert read_table(content).rows == ((2, ("Mug",)),)


def test_blank_rows_are_skipped_and_still_counted() -> None:
    table = read_table(b"\nname,facts\n,\nMug,warm\n")
    assert (table.header_row, table.rows) == (2, ((4, ("Mug", "warm")),))


def test_a_column_without_a_name_of_its_own_is_told_by_its_place() -> None:
    assert read_table(b"name,, name \na,b,c").columns == ("name (column 1)", "(column 2)", "name (column 3)")


def test_every_row_of_another_width_is_named() -> None:
    with pytest.raises(ImportRejected) as caught:
        read_table(b"name,facts\nMug\nBottle,warm,dry\nCup,warm\n")
    assert [(problem.row, problem.column) for problem in caught.value.problems] == [(2, "facts"), (3, "3")]


@pytest.mark.parametrize(
    ("content", "row", "column", "words"),
    [
        (b"", 1, "1", "empty"),
        (b"\n \n", 1, "1", "empty"),
        (b"name\n", 2, "1", "no row below the header"),
        (b"name,facts\nMug,\xff", 2, "facts", "not UTF-8"),
        ("name,facts\nMug,w".encode("utf-16") + b"\x00", 2, "facts", "not UTF-16"),
        ("name\nM\x00g".encode("utf-16"), 2, "name", "NUL"),
        (b'name,facts\nMug,"warm', 2, "facts", "quotation marks"),
        (b"name\n" + b"," * 400, 2, "401", "more than 400 cells"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 1, "1", "old Excel"),
        (b"PK\x03\x04 nothing of the kind", 1, "1", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(content: bytes, row: int, column: str, words: str) -> None:
    found = refused(content)
    assert found[:2] == (row, column)
    assert words in found[2]


@pytest.mark.parametrize("begins", [b"name\n", b"PK\x03\x04", b"\xff\xfe"])
def test_ten_megabytes_are_the_most(begins: bytes) -> None:
    assert "larger than 10 MB" in refused(begins + b"x" * (limits.MOST_BYTES - len(begins) + 1))[2]
    assert len(read_table(b"name\n" + b"x" * (limits.MOST_BYTES - 5)).rows) == 1


def test_fifty_thousand_rows_are_the_most() -> None:
    assert len(read_table(b"name\n" + b"Mug\n" * 50_000).rows) == 50_000
    assert refused(b"name\n" + b"Mug\n" * 50_001) == (50_002, "", "The file has more than 50,000 rows; split it.")


def test_a_table_of_too_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.imports.table.MOST_CELLS", 4)
    assert len(read_table(a_csv(*ROWS)).rows) == 2
    assert "more than 4 cells" in refused(a_csv(*ROWS, ("Cup", "warm")))[2]


def test_a_workbook_is_read_as_its_csv_would_be() -> None:
    assert read_table(a_workbook(*ROWS)) == read_table(a_csv(*ROWS))


def test_values_of_a_workbook_are_read_as_one_would_type_them() -> None:
    cells = (12, 59.9, 0.1 + 0.2, True, "'tis", "")
    header = tuple("abcdef")
    assert read_table(a_workbook(header, cells)).rows[0][1] == ("12", "59.9", "0.3", "yes", "'tis", "")


def test_dates_and_shares_of_a_workbook_are_read_as_the_sheet_shows_them() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["day", "moment", "offer"])
        sheet.write_datetime(1, 0, datetime(2026, 12, 3), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_datetime(1, 1, datetime(2026, 12, 3, 9, 30), book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
        sheet.write_number(1, 2, 0.15, book.add_format({"num_format": "0%"}))
    day = date(2026, 12, 3).isoformat()
    assert read_table(out.getvalue()).rows[0][1] == (day, f"{day} 09:30:00", "15%")
