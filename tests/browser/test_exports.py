from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from core.domain import ExportRecord
from db.database import Database
from tests.browser.screens import with_a_run
from tests.browser.steps import download, open_page
from tests.browser.studio_server import StudioServer

pytestmark = pytest.mark.browser

CLICKS_WHILE_DRAWING = 6


@pytest.fixture
def database(demo: StudioServer) -> Iterator[Database]:
    """What the server stores, read from outside."""
    database = Database(f"sqlite:///{demo.var_dir / 'housestyle.sqlite'}")
    yield database
    database.close()


def records(database: Database) -> tuple[ExportRecord, ...]:
    with database.read() as work:
        return work.exports.list()


def download_button(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile(r"^Download \d+"))


def choose_file(page: Page, label: str) -> None:
    page.get_by_label("File", exact=True).click()
    page.get_by_role("option", name=label).click()


def rows_taken(page: Page) -> Locator:
    return page.locator("[class*='st-key-row-taken-']")


def test_files_come_open_and_can_be_had_again_byte_for_byte(demo: StudioServer, database: Database, page: Page) -> None:
    with_a_run(page, demo)
    open_page(page, f"{demo.url}/export")
    sheet = download(page, download_button(page))
    rows = list(csv.DictReader(io.StringIO(sheet.decode("utf-8-sig"), newline="")))
    assert {row["campaign"] for row in rows} == {"Autumn boots"}
    expect(rows_taken(page)).to_have_count(1)

    choose_file(page, "Review sheet, Excel")
    expect(page.get_by_text("a filter on every column")).to_be_visible()
    book = download(page, download_button(page))
    header, *lines = openpyxl.load_workbook(io.BytesIO(book)).active.iter_rows(values_only=True)
    assert header[0] == "campaign"
    text = header.index("text")
    assert [line[text] for line in lines] == [row["text"] for row in rows]

    expect(rows_taken(page)).to_have_count(2)
    assert [record.format for record in records(database)] == ["review-xlsx", "review-csv"]
    assert download(page, rows_taken(page).nth(1).get_by_role("button", name="Again")) == sheet
    assert download(page, rows_taken(page).nth(0).get_by_role("button", name="Again")) == book
    expect(rows_taken(page).first).to_contain_text("Ada Lindqvist")
    assert len(records(database)) == 2


def test_a_file_comes_at_one_click_while_the_page_is_drawn_anew(demo: StudioServer, page: Page) -> None:
    """A rerun on its way loses the answer that a deferred download waits for."""
    with_a_run(page, demo)
    open_page(page, f"{demo.url}/export")
    download_button(page).wait_for()
    for number in range(CLICKS_WHILE_DRAWING):
        page.locator("h1").click()
        page.keyboard.press("r")
        page.wait_for_timeout(40 * number)
        assert download(page, download_button(page)).startswith(b"\xef\xbb\xbf")


def test_what_is_stored_wrong_is_told_at_the_click(demo: StudioServer, database: Database, page: Page) -> None:
    with_a_run(page, demo)
    open_page(page, f"{demo.url}/export")
    download(page, download_button(page))
    (record,) = records(database)
    with database.work() as work:
        work.exports.add(replace(record, id="0" * 32, sha256="0" * 64), b"something else")
        work.commit()
    open_page(page, f"{demo.url}/export")
    page.locator(f".st-key-again-{'0' * 32} button").click()
    expect(page.get_by_text("is not what was taken then")).to_be_visible()


def test_personas_leave_at_one_click(demo: StudioServer, page: Page) -> None:
    with_a_run(page, demo)
    open_page(page, f"{demo.url}/personas")
    for _ in range(2):
        content = download(page, page.get_by_role("button", name="Take out as CSV"))
        assert content.decode("utf-8-sig").startswith("name,description,wants")
