from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.pictures import take_pictures
from tests.browser.studio_server import ROOT, StudioServer

pytestmark = pytest.mark.browser

NAMES = ["studio.png", "review.png", "studio-phone.png"]


def test_the_pictures_can_be_taken(demo: StudioServer, page: Page, tmp_path: Path) -> None:
    pictures = take_pictures(page, demo, tmp_path / "pictures")
    assert [picture.name for picture in pictures] == NAMES
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)


@pytest.mark.real_model
@pytest.mark.skipif(os.environ.get("HOUSESTYLE_PICTURES") != "1", reason="`make pictures` refreshes the README's")
def test_the_readme_gets_its_pictures_from_the_bundled_model(studio: StudioServer, page: Page) -> None:
    assert [picture.name for picture in take_pictures(page, studio, ROOT / "docs")] == NAMES
