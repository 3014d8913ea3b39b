"""What a person does, in their words."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as NothingCame


def open_page(page: Page, address: str) -> None:
    """Go there and wait until the page has drawn itself."""
    page.goto(address)
    page.locator(".hs-wordmark").wait_for(state="attached")
    expect(page.locator("[data-testid='stStatusWidget']")).to_have_count(0)


def load_sample(page: Page, url: str) -> None:
    open_page(page, url)
    page.get_by_role("button", name="Load the sample").click()
    page.get_by_text("Autumn boots").first.wait_for()


def add_oneself(page: Page, name: str) -> None:
    page.get_by_role("button", name=re.compile("Add yourself|Somebody else")).click()
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your name").press("Enter")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("combobox", name=re.compile("You are")).first).to_have_value(name)
    page.keyboard.press("Escape")


def ask_for(page: Page, variants: int) -> None:
    page.get_by_label("Variants", exact=True).fill(str(variants))
    page.get_by_label("Variants", exact=True).press("Enter")


def generate(page: Page) -> str:
    """Press Generate; returns the address that now carries the run."""
    page.get_by_role("button", name=re.compile("^Generate")).click()
    page.wait_for_url(re.compile(r"run=[0-9a-f]{32}"))
    return page.url


def cards(page: Page) -> Locator:
    """The finished variants: those that can be rated."""
    return page.locator("[class*='st-key-actions-']")


def download(page: Page, button: Locator) -> bytes:
    """Click once and get the file; where none comes, fail with what the page says instead."""
    try:
        with page.expect_download() as coming:
            button.click()
    except NothingCame:
        said = page.locator("[data-testid='stAlert']").all_inner_texts()
        raise AssertionError(f"no file came; the page says {said or 'nothing'}") from None
    return Path(coming.value.path()).read_bytes()


def wait_until_written(page: Page, seconds: float = 300) -> None:
    expect(page.get_by_role("button", name="Stop")).to_have_count(0, timeout=seconds * 1000)
    expect(cards(page).first).to_be_visible(timeout=seconds * 1000)
