from __future__ import annotations

import pytest

from core.errors import ImportRejected, InvalidInput
from core.exports.personas_csv import COLUMNS, personas_to_csv
from core.imports import limits, personas_csv
from core.imports.personas_csv import Fields, parse
from tests.support.building import a_persona

HEADER = "name,description\n"


def as_it_is(fields: Fields) -> Fields:
    return fields


def short(fields: Fields) -> Fields:
    """Refuses the first field of more than 3 characters."""
    for column, text in fields.items():
        if len(text) > 3:
            raise InvalidInput(column, f"The {column} is too long.")
    return fields


def problems(content: str | bytes, checked: personas_csv.Checked = as_it_is) -> list[tuple[int, str]]:
    """Row and column of each problem."""
    with pytest.raises(ImportRejected) as caught:
        parse(content.encode() if isinstance(content, str) else content, checked)
    return [(problem.row, problem.column) for problem in caught.value.problems]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_columns_come_in_any_order_and_with_any_separator(separator: str, mark: str, line_end: str) -> None:
    lines = (("Wants", "description", "How to speak", " name "), ("warmth", "40", "plainly", "Ann"))
    text = mark + "".join(separator.join(line) + line_end for line in lines)
    assert parse(text.encode(), as_it_is) == (
        {"wants": "warmth", "description": "40", "how_to_speak": "plainly", "name": "Ann"},
    )


def test_what_was_exported_comes_back_whole() -> None:
    people = [
        a_persona(name="=Ann", description='says "no";\r\nthen, "yes"', wants="'+1", stops="'tis cold", example="-"),
        a_persona(name="''@Bo", description="\u202eright to left", how_to_speak="👩‍👩‍👧 小红书"),
    ]
    rows = parse(personas_to_csv(people), as_it_is)
    assert rows == tuple({column: getattr(persona, column) for column in COLUMNS} for persona in people)


def test_blank_lines_are_skipped_and_still_counted() -> None:
    assert parse(b"\nname,description\n\nAnn,40\n,\n\n", as_it_is) == ({"name": "Ann", "description": "40"},)
    assert problems("\nname,description\n\nAnn\n") == [(4, "description")]


def test_what_the_check_returns_is_what_counts() -> None:
    rows = parse(b"name,description\nann,40", lambda fields: {**fields, "name": fields["name"].title()})
    assert rows == ({"name": "Ann", "description": "40"},)


def test_every_problem_of_every_row_is_named() -> None:
    content = HEADER + "Ann,40\nAnnabel,forty\nBo\nCy,3,4\nDee,fifty\n"
    assert problems(content, short) == [
        (3, "name"),
        (3, "description"),
        (4, "description"),
        (5, "3"),
        (6, "description"),
    ]


def test_an_unknown_column_is_named_as_it_is_written() -> None:
    assert problems("name,Shoe size,description\nAnn,38,40") == [(1, "Shoe size")]


def test_a_column_without_a_name_goes_by_its_number() -> None:
    assert problems("name,description,\nAnn,40,") == [(1, "3")]


def test_missing_and_doubled_columns_are_named() -> None:
    assert problems("wants\nwarmth") == [(1, "name"), (1, "description")]
    assert problems("name,description,Name\nAnn,40,Bo") == [(1, "name")]


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        (b"", (1, "name"), "empty"),
        (b"\r\n \r\n", (1, "name"), "empty"),
        (HEADER.encode(), (2, "name"), "no row below the header"),
        (HEADER.encode() + b"Ann,\xff", (2, "description"), "not UTF-8"),
        (b"\xef\xbb\xbfname,description\nAnn,40\n\xe9ve,40", (3, "name"), "not UTF-8"),
        (b'name,description\n"An\nn","4\n\xff"', (2, "description"), "not UTF-8"),
        ("name,description\nAnn,40".encode("utf-16"), (1, "1"), "not UTF-8"),
        (HEADER.encode() + b"Ann,40\nBo,a\x00b", (3, "description"), "NUL"),
        (HEADER.encode() + b'Ann,"40', (2, "description"), "quotation marks"),
        (HEADER.encode() + b'"Ann"a,40', (2, "name"), "quotation marks"),
        (HEADER.encode() + b"," * 100, (2, "65"), "more than 64 cells"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(content: bytes, place: tuple[int, str], words: str) -> None:
    assert problems(content) == [place]
    with pytest.raises(ImportRejected, match=words):
        parse(content, as_it_is)


def test_a_long_column_name_is_cut_in_the_message() -> None:
    ((row, column),) = problems(f"name,description,{'x' * 10_000}\nAnn,40,1")
    assert (row, len(column)) == (1, 61)


def test_the_largest_file_is_taken_and_one_byte_more_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    content = (HEADER + "Ann,40").encode()
    monkeypatch.setattr(limits, "MOST_BYTES", len(content))
    assert len(parse(content, as_it_is)) == 1
    assert problems(content + b" ") == [(1, "")]


def test_the_last_row_is_taken_and_one_more_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ROWS", 3)
    assert len(parse((HEADER + "Ann,40\n" * 3).encode(), as_it_is)) == 3
    assert problems(HEADER + "Ann,40\n" * 4) == [(5, "")]
