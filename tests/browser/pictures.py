"""The README's pictures, taken of a run that the app has really written."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.screens import DESK, PHONE, Screen, show, take_picture, with_a_run
from tests.browser.steps import cards
from tests.browser.studio_server import StudioServer

BELOW_THE_MENU = "heading => { heading.style.scrollMarginTop = '48px'; heading.scrollIntoView(); }"


def take_pictures(page: Page, server: StudioServer, folder: Path) -> list[Path]:
    """Have a run written and picture it; returns the files."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESK)
    run = with_a_run(page, server)
    assert cards(page).count() >= 2, "a picture of one variant would not show what this is for"
    studio = Screen("studio", run, "[class*='st-key-actions-']")
    review = Screen("review", f"{server.url}/review", "[class*='st-key-approve-']")
    wanted = (("studio", studio, DESK), ("review", review, DESK), ("studio-phone", studio, PHONE))
    files = []
    for name, screen, viewport in wanted:
        page.set_viewport_size(viewport)
        show(page, screen)
        if viewport == PHONE:
            page.locator("[data-testid='stMain'] h3").first.evaluate(BELOW_THE_MENU)
        files.append(folder / f"{name}.png")
        take_picture(page, files[-1])
    return files
