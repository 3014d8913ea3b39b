from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.screens import DESK, PHONE, Screen, exceptions, first_visit, screens, show, take_picture, with_a_run
from tests.browser.studio_server import ROOT, StudioServer

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = {"desk": DESK, "phone": PHONE}
PICTURES = ROOT / "var" / "pictures"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa"]}, "resultTypes": ["violations"]}
GRAVE = ("serious", "critical")


def test_every_screen_is_fit_to_be_shown(demo: StudioServer, page: Page) -> None:
    faults = faults_of(page, first_visit(demo.url))
    page.set_viewport_size(DESK)
    run = with_a_run(page, demo)
    for screen in screens(page, demo.url, run):
        faults += faults_of(page, screen)
    assert faults == []


def faults_of(page: Page, screen: Screen) -> list[str]:
    """Open it at each width, look at it in each scheme, and say what is wrong with it."""
    faults: list[str] = []
    for width, size in WIDTHS.items():
        page.set_viewport_size(size)
        show(page, screen)
        if screen.name == "studio" and width == "desk":
            expect(page.locator(".st-key-studio-generate button")).to_be_in_viewport(ratio=1)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            expect(page.locator("[data-testid='stApp']")).to_have_css("color-scheme", scheme)
            name = f"{screen.name}-{width}-{scheme}"
            take_picture(page, PICTURES / f"{name}.png", whole=width == "phone")
            faults += [f"{name}: {fault}" for fault in (*layout_faults(page), *access_faults(page))]
    return faults


def layout_faults(page: Page) -> list[str]:
    faults = ["a Streamlit exception is shown"] if exceptions(page).count() else []
    for box in ("document.documentElement", "document.querySelector('[data-testid=\"stMain\"]')"):
        overflow = page.evaluate(f"() => {box}.scrollWidth - {box}.clientWidth")
        if overflow > 0:
            faults.append(f"{box} is {overflow} px wider than the window")
    return faults


def access_faults(page: Page) -> list[str]:
    faults = []
    for violation in Axe().run(page, options=RULES).response["violations"]:
        if violation["impact"] in GRAVE:
            nodes = violation["nodes"]
            faults += [f"{violation['id']}: {node['failureSummary']} {node['html'][:300]}" for node in nodes]
    return faults
