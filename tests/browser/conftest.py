from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.studio_server import StudioServer
from tests.support.bundled import give_models
from tests.system_packages import chromium, command

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """System Chromium. Where it cannot be had the tests are skipped, but never in CI."""
    executable = chromium()
    if executable is None:
        hint = f"Chromium is not installed: {command(['chromium'])}"
        if os.environ.get("CI"):
            pytest.fail(hint)
        pytest.skip(hint)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[StudioServer]:
    """The app on a fresh data folder, with the bundled model."""
    server = StudioServer(give_models(tmp_path / "var"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[StudioServer]:
    """The app on a fresh data folder, with the scripted engine."""
    (tmp_path / "var").mkdir()
    server = StudioServer(tmp_path / "var", engine="scripted")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESK, accept_downloads=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()
