"""Texts go out through spreadsheets and come back whole; whatever file comes in, all of it is taken or nothing."""

from __future__ import annotations

import csv
import io
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import ImportRejected
from core.exports.cells import unescape
from core.exports.personas_csv import personas_to_csv
from core.exports.variants_csv import to_csv
from core.imports.limits import MOST_BYTES, MOST_ROWS
from core.imports.personas_csv import parse
from core.library.personas import PersonaService
from db.database import Database
from tests.drills.scale import share
from tests.support.building import a_brief, a_persona
from tests.unit.exports.examples import a_variant

SEED = 19
STRINGS = 2_000
FILES = 5_000
FORMULA_STARTS = tuple("=+-@|%\t\r＝＋－＠")
PIECES = (
    *"=+-@|%'\"\t\r\n,; ",
    "\u00a0",
    "＝",
    "''",
    "=1+1",
    "+50% off",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.com")',
    "' =x",
    "\u202e",
    "👩‍👩‍👧",
    "小红书",
    "é",
    "\ufeff",
    "\u2028",
    "\x1c",
    "\x0b",
    "ordinary words",
)


def a_text(dice: random.Random) -> str:
    pieces = [dice.choice(PIECES) for _ in range(dice.randint(0, 6))]
    return "".join(pieces) + "".join(chr(dice.randint(1, 0x2FFF)) for _ in range(dice.randint(0, 4)))


def as_a_spreadsheet_reads(content: bytes) -> list[list[str]]:
    """By the standard library's reader, which is none of ours."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def is_formula(cell: str) -> bool:
    return cell.startswith(FORMULA_STARTS) or cell.lstrip().startswith(FORMULA_STARTS)


def test_no_text_is_run_by_a_spreadsheet_and_every_text_comes_back() -> None:
    dice = random.Random(SEED)
    texts = [a_text(dice) for _ in range(share(STRINGS))]
    variants = [a_variant(text=text, brief=a_brief(offer=text[::-1], brand=text)) for text in texts]
    header, *rows = as_a_spreadsheet_reads(to_csv(variants))
    assert [cell for row in rows for cell in row if is_formula(cell)] == []
    columns = [header.index(name) for name in ("text", "offer", "brand")]
    back = [tuple(unescape(row[column]) for column in columns) for row in rows]
    assert back == [(text, text[::-1], text) for text in texts]


def test_personas_go_out_and_come_back_whole() -> None:
    dice = random.Random(SEED + 1)
    people = [
        a_persona(**{field: f"{a_text(dice)}x" for field in ("name", "description", "wants", "stops", "how_to_speak")})
        for _ in range(share(STRINGS))
    ]
    content = personas_to_csv(people)
    assert [cell for row in as_a_spreadsheet_reads(content) for cell in row if is_formula(cell)] == []
    back = parse(content, lambda fields: fields)
    assert [row["description"] for row in back] == [persona.description for persona in people]
    assert personas_to_csv([a_persona(**row) for row in back]) == content


class Library:
    """A persona service on a store that can be counted from outside."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "library.sqlite"
        self.database = Database(f"sqlite:///{self.path}")
        self.database.migrate(folder / "backups")
        self.service = PersonaService(self.database)

    def count(self) -> int:
        with closing(sqlite3.connect(self.path)) as connection:
            count: int = connection.execute("SELECT count(*) FROM personas").fetchone()[0]
            return count


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path)
    yield library
    library.database.close()


HEADERS = ("name", "description", "wants", "stops", "how_to_speak", "example")
WRONG_HEADERS = ("Name ", "", "age", "=name", "名前", '"')


def a_file(dice: random.Random) -> bytes:
    """A good file, a good file with damage, a file of random cells, or noise."""
    kind = dice.randrange(4)
    if kind == 0:
        return _table(dice, wrong=False)
    if kind == 1:
        return _damaged(dice, _table(dice, wrong=False))
    if kind == 2:
        return _table(dice, wrong=True)
    return dice.randbytes(dice.randint(0, 200))


def _table(dice: random.Random, *, wrong: bool) -> bytes:
    columns = ["name", "description", *dice.sample(HEADERS[2:], dice.randint(0, 4))]
    if wrong:
        columns = [dice.choice(HEADERS + WRONG_HEADERS) if dice.random() < 0.2 else column for column in columns]
    dice.shuffle(columns)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=dice.choice(",;\t"), lineterminator=dice.choice(["\r\n", "\n"]))
    writer.writerow(columns)
    for _ in range(dice.randint(0, 5)):
        ragged = dice.choice([-1, 1]) if wrong and dice.random() < 0.1 else 0
        writer.writerow([a_text(dice) if wrong else f"x {dice.randint(0, 99)}" for _ in range(len(columns) + ragged)])
    return out.getvalue().encode(dice.choice(["utf-8", "utf-8-sig"]))


def _damaged(dice: random.Random, content: bytes) -> bytes:
    damaged = bytearray(content)
    for _ in range(dice.randint(1, 4)):
        at = dice.randint(0, len(damaged))
        damaged[at : at + dice.randint(0, 3)] = dice.choice([b'"', b"\x00", b"\xff", b"\r", b",", b"", b"=", b"\xe2"])
    return bytes(damaged)


def imported(library: Library, content: bytes) -> tuple[int, ImportRejected | None]:
    """How many personas came in, and why not more."""
    try:
        return len(library.service.import_csv(content)), None
    except ImportRejected as error:
        return 0, error


def names_every_place(error: ImportRejected) -> bool:
    """Each problem has its row and column, and says so."""
    return bool(error.problems) and all(
        problem.row >= 1 and problem.column and f"Row {problem.row}, column “{problem.column}”: " in str(problem)
        for problem in error.problems
    )


def test_whatever_file_comes_all_of_it_is_taken_or_nothing(library: Library) -> None:
    dice = random.Random(SEED)
    stored = refused = 0
    for number in range(share(FILES)):
        count, error = imported(library, a_file(dice))
        stored += count
        assert library.count() == stored, number
        if error is not None:
            refused += 1
            assert names_every_place(error), (number, str(error))
    assert 0.1 * share(FILES) < refused < 0.9 * share(FILES)
    assert stored > 0


def a_table(rows: int, width: int) -> bytes:
    return b"name,description\n" + (b"Ann," + b"x" * (width - 5) + b"\n") * rows


def test_ten_megabytes_are_taken_and_a_byte_more_is_not(library: Library) -> None:
    content = a_table(rows=MOST_BYTES // 512 - 1, width=512)
    content += b"\n" * (MOST_BYTES - len(content))
    assert len(content) == MOST_BYTES
    assert len(parse(content, library.service.checked_fields)) == MOST_BYTES // 512 - 1
    with pytest.raises(ImportRejected, match="larger than 10 MB"):
        library.service.import_csv(content + b"\n")
    assert library.count() == 0


def test_fifty_thousand_rows_are_taken_and_one_more_is_not(library: Library) -> None:
    rows = parse(a_table(rows=MOST_ROWS, width=12), library.service.checked_fields)
    assert len(rows) == MOST_ROWS
    with pytest.raises(ImportRejected, match=r"Row 50002: The file has more than 50,000 rows"):
        library.service.import_csv(a_table(rows=MOST_ROWS + 1, width=12))
    assert library.count() == 0
