"""Every screen of the app, by name, with how to open it and what shows that it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.steps import add_oneself, generate, load_sample, open_page, wait_until_written
from tests.browser.studio_server import StudioServer

DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Screen:
    name: str
    address: str
    landmark: str
    """A selector of what is drawn last."""


def first_visit(url: str) -> Screen:
    return Screen("home-first-visit", url, ".st-key-sample-load button")


def screens(page: Page, url: str, run: str) -> list[Screen]:
    """All that a team with a sample and a written run can open; finds the things' own addresses by opening them."""
    return [
        Screen("home", url, ".st-key-sample-remove button"),
        Screen("brands", f"{url}/brands", "[class*='st-key-brand-archive-']"),
        Screen("brand", _opened(page, f"{url}/brands", "brand"), "[class*='-words_banned'] textarea"),
        Screen("personas", f"{url}/personas", "[class*='st-key-persona-archive-'] >> nth=2"),
        Screen("persona", _opened(page, f"{url}/personas", "persona"), "[class*='-example'] textarea"),
        Screen("campaigns", f"{url}/campaigns", "[class*='st-key-campaign-archive-'] >> nth=1"),
        Screen("campaign", _opened(page, f"{url}/campaigns", "campaign"), "[class*='-required'] textarea"),
        Screen("ads", f"{url}/ads", "[data-testid='stMain'] .hs-empty"),
        Screen("studio-recent", f"{url}/studio", "[data-testid='stMain'] [data-testid='stPageLink']"),
        Screen("studio", run, "[class*='st-key-actions-'] >> nth=7"),
        Screen("review", f"{url}/review", "[class*='st-key-approve-'] >> nth=3"),
        Screen("previews", f"{url}/previews", ".hs-frame"),
        Screen("import", f"{url}/imports", "[data-testid='stFileUploader'] button"),
        Screen("export", f"{url}/export", "[data-testid='stDataFrame']"),
        Screen("spending", f"{url}/spending", ".st-key-price-file summary"),
        Screen("connections", f"{url}/connections", ".st-key-connection-new button"),
        Screen("settings", f"{url}/settings", ".st-key-settings-sample-remove button"),
    ]


def with_a_run(page: Page, server: StudioServer) -> str:
    """Load the sample, be somebody, have a run written and one of it rated; returns the run's address."""
    load_sample(page, server.url)
    add_oneself(page, "Ada Lindqvist")
    open_page(page, f"{server.url}/studio")
    run = generate(page)
    wait_until_written(page)
    page.locator("[class*='st-key-stars-']").first.get_by_role("radio").nth(3).click()
    page.get_by_text("Your rating is saved: 4 of 5.").wait_for()
    return run


def show(page: Page, screen: Screen) -> None:
    """Open it and wait until everything is drawn, fonts included."""
    open_page(page, screen.address)
    page.locator(screen.landmark).first.wait_for()
    expect(page.locator("[data-testid='stSkeleton']:visible")).to_have_count(0)
    page.wait_for_function("() => document.fonts.status === 'loaded'")
    page.wait_for_timeout(300)


def take_picture(page: Page, path: Path, *, whole: bool = False) -> None:
    """What is in the viewport, or the ``whole`` page: Streamlit scrolls inside a box of the viewport's size."""
    path.parent.mkdir(parents=True, exist_ok=True)
    viewport = page.viewport_size
    assert viewport is not None
    if whole:
        height = page.evaluate("() => document.querySelector('[data-testid=\"stMain\"]').scrollHeight")
        page.set_viewport_size({"width": viewport["width"], "height": max(viewport["height"], height)})
        page.wait_for_timeout(200)
    page.screenshot(path=path, animations="disabled")
    page.set_viewport_size(viewport)


def exceptions(page: Page) -> Locator:
    return page.locator("[data-testid='stException']:visible")


def _opened(page: Page, shelf: str, kind: str) -> str:
    open_page(page, shelf)
    page.locator(f"[class*='st-key-{kind}-edit-'] button").first.click()
    page.wait_for_url(f"**/*?{kind}=*")
    return page.url
