"""Every surface as people see it: nothing runs over its edge, and what stands there is what was stored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageStat
from playwright.sync_api import Locator, Page, expect

from core.channels.catalogue import load_catalogue
from core.previews.combination import combination
from core.previews.placing import Placed, placed
from core.previews.surfaces import SURFACES, Device, Surface
from db.database import Database
from tests.browser.screens import DESK, PHONE, Screen, exceptions, show
from tests.browser.studio_server import StudioServer
from tests.browser.test_looks import layout_faults
from tests.support.previewing import TEXTS, store_texts

pytestmark = pytest.mark.browser

CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
OVER_THE_EDGE = """frame => {
  const box = one => one.getBoundingClientRect(), edges = box(frame);
  const isOver = one => box(one).width && (box(one).right > edges.right + 0.5 || box(one).left < edges.left - 0.5);
  const over = [...frame.querySelectorAll('*')].filter(isOver);
  const room = box(frame.closest('[data-testid="stMainBlockContainer"]'));
  if (edges.left < room.left || edges.right > room.right) over.push(frame);
  return [frame.scrollWidth - frame.clientWidth, over.map(one => one.className)];
}"""
LOOKS = (DESK["width"], Device.DESK), (PHONE["width"], Device.PHONE)
TALL = 1700
"""Pixels in which every surface stands below its controls, so that no picture is taken while the page scrolls."""


@pytest.fixture
def written(demo: StudioServer) -> StudioServer:
    """A studio in which each channel has a text."""
    database = Database(f"sqlite:///{demo.var_dir / 'housestyle.sqlite'}")
    store_texts(database)
    database.close()
    return demo


@pytest.mark.parametrize(("width", "device"), LOOKS, ids=["desk", "phone"])
def test_every_surface_shows_its_texts_inside_its_frame(
    written: StudioServer, page: Page, tmp_path: Path, width: int, device: Device
) -> None:
    page.set_viewport_size({"width": width, "height": TALL})
    show(page, Screen("previews", f"{written.url}/previews", ".st-key-previews-theme button"))
    faults: list[str] = []
    for surface in SURFACES:
        seen_on = device if device in surface.devices else surface.devices[0]
        choose(page, "surface", surface.label)
        if len(surface.devices) > 1:
            choose(page, "device", seen_on.capitalize())
        brightness = {}
        for theme in ("light", "dark"):
            choose(page, "theme", theme.capitalize())
            frame = page.locator(f".hs-frame.hs-in-{theme}[aria-label='{surface.label}, {seen_on}']")
            frame.wait_for()
            name = f"{surface.id}, {seen_on}, {theme}"
            faults += [f"{name}: {fault}" for fault in faults_of(page, frame, surface, seen_on)]
            brightness[theme] = picture(frame, tmp_path / f"{surface.id}-{theme}.png")
        assert brightness["light"] > brightness["dark"] + 100, surface.id
    assert faults == []


def test_what_is_cut_opens_and_closes(written: StudioServer, page: Page) -> None:
    show(page, Screen("previews", f"{written.url}/previews", ".st-key-previews-theme button"))
    choose(page, "surface", "Meta feed")
    text = page.locator(".hs-frame.hs-of-feed .hs-f-text").first
    whole, shown = TEXTS["meta_primary"][0], TEXTS["meta_primary"][0][:125]
    expect(text).to_have_text(f"{shown}… See more", use_inner_text=True)
    text.get_by_text("See more").click()
    expect(text).to_contain_text(whole, use_inner_text=True)
    text.get_by_text("Less").click()
    expect(text).to_have_text(f"{shown}… See more", use_inner_text=True)


def choose(page: Page, control: str, option: str) -> None:
    radio = page.locator(f".st-key-previews-{control}").get_by_role("radio", name=option, exact=True)
    radio.click()
    expect(radio).to_be_checked()
    expect(page.locator("[data-testid='stApp'][data-test-script-state='notRunning']")).to_have_count(1)


def faults_of(page: Page, frame: Locator, surface: Surface, device: Device) -> Iterator[str]:
    if exceptions(page).count():
        yield "an exception is shown"
    overflow, over = frame.evaluate(OVER_THE_EDGE)
    if overflow > 0 or over:
        yield f"{overflow} px too wide, over the edge: {over}"
    yield from layout_faults(page)
    yield from (fault["help"] for fault in Axe().run(page, ".hs-frame", CONTRAST).response["violations"])
    words = one_line(frame.inner_text())
    for one in placed(combination(TEXTS, surface, seed=0), surface, device, load_catalogue()):
        for text in one.texts:
            if one_line(text.shown) not in words:
                yield f"“{text.shown}” is not shown"
        if not is_stored(one):
            yield f"{one.part.role} is not what was stored"


def is_stored(one: Placed) -> bool:
    """Each text is a stored one or its beginning; those of a line are stored ones with the last cut."""
    shown = [text.shown for text in one.texts]
    if one.part.joined is not None:
        shown = re.split(re.escape(one.part.joined) if one.part.joined.strip() else r"(?<=[.]) (?=[A-Z1])", shown[0])
    if one.channel.counting == "x":
        shown = [text.split("https")[0].split("brightmug.com")[0] for text in shown]
    return all(any(stored.startswith(text) or text in stored for stored in TEXTS[one.channel.id]) for text in shown)


def picture(frame: Locator, path: Path) -> float:
    """Takes it and returns its mean brightness; it is a PNG of more than one colour."""
    frame.screenshot(path=path, animations="disabled")
    assert path.read_bytes().startswith(b"\x89PNG")
    grey = Image.open(path).convert("L")
    darkest, lightest = grey.getextrema()
    assert darkest != lightest, f"{path.name} is of one colour"
    return float(ImageStat.Stat(grey).mean[0])


def one_line(text: str) -> str:
    return " ".join(text.split())
