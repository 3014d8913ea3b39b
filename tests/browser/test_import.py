"""A catalogue with mistakes, from its file to campaigns and out again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import add_oneself, open_page
from tests.browser.studio_server import StudioServer

pytestmark = pytest.mark.browser

HEADER = "Title,Note,Landing page,Facts\n"
BROKEN = (
    HEADER
    + "Fell boot,a leather walking boot,https://ottermoss.example/fell,Waterproof for 3 years; Each boot weighs 540 g\n"
    + ",a dubbin for leather,https://ottermoss.example/dubbin,\n"
    + "Wool sock,a merino sock,ottermoss dot example,\n"
    + "fell boot,a leather walking boot,https://ottermoss.example/fell,\n"
)
MENDED = (
    HEADER
    + "Fell boot,a leather walking boot,https://ottermoss.example/fell,Waterproof for 3 years; Each boot weighs 540 g\n"
    + "Dubbin,a dubbin for leather,https://ottermoss.example/dubbin,\n"
    + "Wool sock,a merino sock,https://ottermoss.example/sock,\n"
)
NAMES = ("Fell boot", "Dubbin", "Wool sock")


def choose_file(page: Page, name: str, content: str) -> None:
    file = {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    page.locator("[data-testid='stFileUploader'] input[type='file']").set_input_files([file])  # type: ignore[list-item]
    page.get_by_text("Which column is what").wait_for()


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=re.compile(label)).first.click()
    page.get_by_role("option", name=option, exact=True).click()


def make_brand(page: Page, url: str) -> None:
    open_page(page, f"{url}/brands")
    page.get_by_role("button", name="New brand").click()
    name = page.get_by_role("textbox", name="Name")
    name.fill("Ottermoss")
    name.press("Enter")
    page.get_by_role("button", name="Create").click()
    page.wait_for_url("**/*?brand=*")


def test_a_file_is_mended_imported_and_undone(demo: StudioServer, page: Page) -> None:
    make_brand(page, demo.url)
    add_oneself(page, "Ada")
    open_page(page, f"{demo.url}/imports")
    page.locator(".st-key-import-kind").get_by_text("Products").click()
    page.get_by_text("Each product becomes a campaign").wait_for()

    choose_file(page, "shoes.csv", BROKEN)
    expect(page.get_by_text("No column is chosen for it.")).to_be_visible()
    choose(page, "What is sold", "Note")
    expect(page.get_by_text("Row 3, column “Title”: The name is empty.")).to_be_visible()
    expect(page.get_by_text("Row 4, column “Landing page”: The link is not a web address.")).to_be_visible()
    expect(page.get_by_text("Row 5, column “Title”: Row 2 has this name already.")).to_be_visible()
    expect(page.get_by_text("3 problems")).to_be_visible()
    expect(page.locator(".st-key-import-go button")).to_be_disabled()

    choose_file(page, "shoes.csv", MENDED)
    expect(page.get_by_text("3 problems")).to_have_count(0)
    page.get_by_role("button", name="Import 3 campaigns").click()
    expect(page.get_by_text("3 campaigns added.")).to_be_visible()
    line = page.locator("[class*='st-key-row-import-']")
    expect(line).to_contain_text("shoes.csv · 3 campaigns · Ada")

    open_page(page, f"{demo.url}/campaigns")
    expect(page.locator(".stGridCell .hs-person-name")).to_have_text(NAMES)

    open_page(page, f"{demo.url}/imports")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("3 taken out.")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    open_page(page, f"{demo.url}/campaigns")
    expect(page.get_by_text("No campaign yet.")).to_be_visible()
