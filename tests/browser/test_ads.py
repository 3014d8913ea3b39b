"""A search ad: built in one click, pinned, mended, and taken away as what Google Ads Editor imports."""

from __future__ import annotations

import csv
import io

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import add_oneself, download, load_sample, open_page
from tests.browser.studio_server import StudioServer

pytestmark = [pytest.mark.browser, pytest.mark.real_model]

PATIENCE = 420_000
HEADLINES, DESCRIPTIONS = "google_headline", "google_description"


def slots(page: Page, channel: str) -> Locator:
    return page.locator(f"[class*='st-key-row-slot-'][class*='-{channel}-'] .hs-slot .hs-copy")


def wait_until_written(page: Page) -> None:
    """Runs may follow each other: it is over when filling the gaps can be asked for, or there are none."""
    anew = page.get_by_role("button", name="Write the rest anew")
    expect(page.get_by_role("button", name="Stop")).to_have_count(0, timeout=PATIENCE)
    expect(anew).to_have_count(1, timeout=PATIENCE)
    expect(anew).to_be_enabled(timeout=PATIENCE)


def test_a_search_ad_from_one_click_to_the_file(studio: StudioServer, page: Page) -> None:
    load_sample(page, studio.url)
    add_oneself(page, "Ada")
    open_page(page, f"{studio.url}/ads")
    page.get_by_role("button", name="Build the set").click()
    expect(slots(page, HEADLINES).nth(2)).to_be_visible(timeout=PATIENCE)
    wait_until_written(page)
    headlines = slots(page, HEADLINES).all_inner_texts()
    assert len(headlines) >= 12
    assert len(slots(page, DESCRIPTIONS).all_inner_texts()) >= 3
    assert len({text.casefold() for text in headlines}) == len(headlines)
    expect(page.locator(".hs-slot .hs-fail")).to_have_count(0)
    assert page.locator(".hs-point .hs-pass").count() >= 8

    page.get_by_role("combobox", name="Position").first.click()
    page.get_by_role("option", name="Pinned to 1").click()
    page.locator("[class*='st-key-slot-out-'] button:visible").nth(1).click()
    expect(slots(page, HEADLINES)).to_have_count(len(headlines) - 1)
    page.get_by_label("Google display path 1").fill("boots")
    page.get_by_label("Google display path 1").press("Enter")
    expect(page.locator(".hs-frame").get_by_text("boots").first).to_be_visible()

    page.get_by_role("button", name="Fill the gaps").click()
    expect(page.get_by_role("button", name="No gaps")).to_be_visible(timeout=PATIENCE)
    after = slots(page, HEADLINES).all_inner_texts()
    assert len(after) == 15
    assert headlines[1] not in after
    assert [text for text in headlines if text in after] == [headlines[0], *headlines[2:]]

    file = download(page, page.get_by_role("button", name="Take the file"))
    rows = list(csv.DictReader(io.StringIO(file.decode("utf-8"), newline="")))
    assert [rows[0][f"Headline {place}"] for place in range(1, len(after) + 1)] == after
    assert (rows[0]["Headline 1 position"], rows[0]["Headline 2 position"], rows[0]["Path 1"]) == ("1", "", "boots")
