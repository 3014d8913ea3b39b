from __future__ import annotations

import csv
import io
import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import (
    add_oneself,
    ask_for,
    cards,
    download,
    generate,
    load_sample,
    open_page,
    wait_until_written,
)
from tests.browser.studio_server import StudioServer

pytestmark = [pytest.mark.browser, pytest.mark.real_model]

VARIANTS = 4
"""Enough to see several grow at once; the first run of a day is not to be a long one."""
WORDING = "Ottermoss boots are waterproof for 3 years. Find your size."


def most_growing_at_once(page: Page, seconds: float = 60) -> int:
    """The most cards seen with text in them while still growing, at one moment."""
    most, deadline = 0, time.monotonic() + seconds
    while most < 2 and time.monotonic() < deadline:
        texts = page.locator(".hs-copy:has(.hs-caret)").all_inner_texts()
        most = max(most, sum(bool(text.strip()) for text in texts))
        page.wait_for_timeout(100)
    return most


def test_from_the_sample_to_the_file(studio: StudioServer, page: Page) -> None:
    load_sample(page, studio.url)
    add_oneself(page, "Ada")
    open_page(page, f"{studio.url}/studio")
    ask_for(page, VARIANTS)
    generate(page)
    assert most_growing_at_once(page) >= 2
    wait_until_written(page)
    assert cards(page).count() >= 1

    first = page.locator("[class*='st-key-stars-']").first
    first.get_by_role("radio").nth(3).click()
    page.get_by_role("button", name="Edit").first.click()
    page.get_by_role("textbox", name="Your wording").fill(WORDING)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".hs-copy", has_text=WORDING).first).to_be_visible()
    shown = [text.strip() for text in page.locator("[class*='st-key-variant-'] .hs-copy").all_inner_texts()]

    open_page(page, f"{studio.url}/export")
    content = download(page, page.get_by_role("button", name=re.compile(r"Download \d+")))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row["text"] for row in rows] == shown
    assert (rows[0]["text"], rows[0]["stars"], rows[0]["edited_by"]) == (WORDING, "4.0", "Ada")
    assert rows[0]["original_text"] not in ("", WORDING)
    assert {row["model"] for row in rows} == {"housestyle-starter"}


def test_a_run_outlives_the_app(studio: StudioServer, page: Page) -> None:
    load_sample(page, studio.url)
    open_page(page, f"{studio.url}/studio")
    ask_for(page, VARIANTS)
    address = generate(page)
    page.locator(".hs-copy:has(.hs-caret)").first.wait_for()
    page.wait_for_timeout(2500)
    studio.kill()
    studio.start()
    open_page(page, address)
    wait_until_written(page)
    numbers = page.locator("[class*='st-key-variant-'] .hs-place").all_inner_texts()
    assert numbers
    assert [text.split(" ")[0] for text in numbers] == [str(place) for place in range(1, len(numbers) + 1)]


def test_a_run_is_there_in_another_browser(studio: StudioServer, page: Page) -> None:
    load_sample(page, studio.url)
    open_page(page, f"{studio.url}/studio")
    ask_for(page, VARIANTS)
    address = generate(page)
    page.locator(".hs-copy:has(.hs-caret)").first.wait_for()
    browser = page.context.browser
    assert browser is not None
    page.context.close()
    elsewhere = browser.new_context()
    other = elsewhere.new_page()
    open_page(other, address)
    wait_until_written(other)
    assert cards(other).count() >= 1
    elsewhere.close()
