"""Whatever file comes, it is read or refused by row and column; all of it is taken or nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.domain import ImportKind
from core.errors import ImportRejected, InvalidInput, RowProblem
from core.imports.mapping import guess
from core.imports.plan import ImportRequest
from core.imports.service import ImportService
from db.database import Database
from tests.support.building import a_brand, new_id
from tests.unit.imports.files import NAMESPACE, SHARED, SHEET, a_csv, a_service, a_workbook, with_part

FILES = settings(
    max_examples=500,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
HEADINGS = ("name", "title", "description", "facts", "link", "Headline 1", "Body", "", "名前", '"', "=x")
CELLS = st.one_of(
    st.sampled_from(["", "Mug", "a mug", "https://a.example", "javascript:x", "[]", "=1+1", "a;b|c\nd", "x" * 700]),
    st.text(max_size=8),
)
TABLES = st.tuples(
    st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=5),
    st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=5),
)
DAMAGE = st.lists(
    st.tuples(
        st.integers(0, 4_000), st.integers(0, 4), st.sampled_from([b'"', b"\x00", b"\xff", b"\r", b",", b"<", b""])
    ),
    max_size=3,
)
KINDS = st.sampled_from(ImportKind)
TAGS = st.sampled_from(
    [
        "<row>", "</row>", '<row r="2">', '<row r="-1">', '<row r="x">', '<row r="99999999">', "<c>", "</c>", "<c/>",
        '<c r="A2" t="s"><v>0</v></c>', '<c r="B2" t="s"><v>99</v></c>', '<c r="A3" t="b"><v>q</v></c>',
        '<c r="C2" t="n"><v>1e999</v></c>', '<c r="A2" t="d"><v>never</v></c>', '<c r="?"/>', '<c r="XFD1"/>',
        '<c r="A2"><f>A1</f></c>', '<c r="A2" t="e"><v>#N/A</v></c>', '<c r="A2" s="77"><v>3</v></c>',
        '<c r="A1" t="inlineStr"><is><t>name</t></is></c>', "<f/>", "&nope;", "<!-- -->",
    ]
)  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database("sqlite://")  # in memory: two thousand imports need not each reach a disk
    database.migrate(tmp_path / "backups")
    brand = a_brand(id="b" * 32)
    with database.work() as work:
        work.brands.add(brand)
        work.commit()
    yield database
    database.close()


def count(database: Database) -> int:
    with database.read() as work:
        return len((*work.personas.list(), *work.campaigns.list(), *work.own_texts.list()))


def holds(database: Database, kind: ImportKind, content: bytes) -> None:
    """Import it: what the batch says is made is there, or nothing is and every problem has its place."""
    before = count(database)
    made, problems = imported(a_service(database), kind, content)
    assert count(database) == before + made
    assert all(problem.row >= 1 and problem.what for problem in problems)


def imported(service: ImportService, kind: ImportKind, content: bytes) -> tuple[int, tuple[RowProblem, ...]]:
    """How many came in, or why none did; the preview has said the same."""
    try:
        table = service.read(content)
    except ImportRejected as error:
        return 0, error.problems
    request = ImportRequest(kind=kind, file_name="a", table=table, chosen=guess(kind, table.columns), brand_id="b" * 32)
    plan = service.preview(request)
    if plan.made and not plan.problems:
        return len(service.run(request, profile_id=None, submit_key=new_id()).made), ()
    with pytest.raises(InvalidInput) as caught:
        service.run(request, profile_id=None, submit_key=new_id())
    assert getattr(caught.value, "problems", ()) == plan.problems
    return 0, plan.problems


def damaged(content: bytes, damage: list[tuple[int, int, bytes]]) -> bytes:
    changed = bytearray(content)
    for at, length, piece in damage:
        place = at % (len(changed) + 1)
        changed[place : place + length] = piece
    return bytes(changed)


@FILES
@given(TABLES, st.sampled_from(",;\t"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), DAMAGE, KINDS)
def test_whatever_csv_comes(
    database: Database,
    table: tuple[list[str], list[list[str]]],
    separator: str,
    encoding: str,
    damage: list[tuple[int, int, bytes]],
    kind: ImportKind,
) -> None:
    header, rows = table
    even = (row[: len(header)] + [""] * (len(header) - len(row)) for row in rows)
    content = a_csv(header, *even, separator=separator)
    text = content.decode("utf-8", "surrogatepass").encode(encoding, "replace")
    holds(database, kind, damaged(text, damage))


@FILES
@given(st.binary(max_size=300), KINDS)
def test_whatever_bytes_come(database: Database, content: bytes, kind: ImportKind) -> None:
    holds(database, kind, content)


@FILES
@given(TABLES, DAMAGE, KINDS)
def test_whatever_workbook_comes(
    database: Database,
    table: tuple[list[str], list[list[str]]],
    damage: list[tuple[int, int, bytes]],
    kind: ImportKind,
) -> None:
    header, rows = table
    holds(database, kind, damaged(a_workbook(header, *(row[: len(header)] for row in rows)), damage))


@FILES
@given(st.lists(TAGS, max_size=12), st.sampled_from([SHEET, SHARED, "xl/styles.xml", "xl/workbook.xml"]), KINDS)
def test_whatever_is_in_a_part_of_a_workbook(database: Database, tags: list[str], part: str, kind: ImportKind) -> None:
    inside = "".join(tags)
    outer = "worksheet" if part == SHEET else "sst"
    content = f"<{outer} {NAMESPACE}><sheetData>{inside}</sheetData></{outer}>"
    holds(database, kind, with_part(a_workbook(["name", "description"], ["Ann", "40"]), part, content))


@FILES
@given(
    st.dictionaries(st.sampled_from(["[Content_Types].xml", SHEET, "a/b.xml", "../x"]), st.binary(max_size=50)), KINDS
)
def test_whatever_archive_comes(database: Database, parts: dict[str, bytes], kind: ImportKind) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    holds(database, kind, out.getvalue())
