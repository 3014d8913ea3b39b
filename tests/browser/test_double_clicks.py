from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from core.domain import Decision, Rating, VariantFilter, Verdict
from db.database import Database
from tests.browser.steps import add_oneself, cards, generate, load_sample, open_page, wait_until_written
from tests.browser.studio_server import StudioServer
from tests.drills.scale import share

pytestmark = pytest.mark.browser

DOUBLE_CLICKS = share(50)
GAPS_MS = (0, 40, 120, 200)
"""Between the two clicks; people need about the last two."""
UNTIL_THE_NEXT_MS = 600


@pytest.fixture
def database(demo: StudioServer) -> Iterator[Database]:
    """What the server stores, read from outside."""
    database = Database(f"sqlite:///{demo.var_dir / 'housestyle.sqlite'}")
    yield database
    database.close()


def double_click(page: Page, target: Locator, number: int) -> None:
    """As the browser does it, or as two clicks on the same spot, whatever has moved there meanwhile."""
    target.hover()
    if number % 5 == 0:
        target.dblclick()
        return
    box = target.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.click(x, y)
    page.wait_for_timeout(GAPS_MS[number % len(GAPS_MS)])
    page.mouse.click(x, y)


def test_a_double_click_on_a_star_is_one_rating(demo: StudioServer, database: Database, page: Page) -> None:
    start(page, demo)
    stars = page.locator("[class*='st-key-stars-']").first
    for number in range(max(DOUBLE_CLICKS, 4)):
        given = 1 + number % 5
        double_click(page, stars.get_by_role("radio").nth(given - 1), number)
        expect(page.get_by_text(f"Your rating is saved: {given} of 5.")).to_be_visible()
        page.wait_for_timeout(UNTIL_THE_NEXT_MS)
        rows = ratings(database)
        assert [row.stars for row in rows] == [1 + earlier % 5 for earlier in range(number + 1)]
        expect(stars.get_by_role("radio", checked=True)).to_have_count(1)


def test_a_double_click_on_approve_approves_one_variant(demo: StudioServer, database: Database, page: Page) -> None:
    start(page, demo)
    for number in range(max(DOUBLE_CLICKS, 4)):
        if not undecided(database):
            open_page(page, f"{demo.url}/studio")
            generate(page)
            wait_until_written(page)
        if "/review" not in page.url:
            open_page(page, f"{demo.url}/review")
        wrapper = page.locator("[class*='st-key-approve-']").first
        (key,) = re.findall(r"st-key-approve-\w+", wrapper.get_attribute("class") or "")
        double_click(page, wrapper.get_by_role("button"), number)
        expect(page.locator(f".{key}")).to_have_count(0)
        page.wait_for_timeout(UNTIL_THE_NEXT_MS)
        rows = decisions(database)
        assert [row.verdict for row in rows] == [Verdict.APPROVED] * (number + 1)
        assert len({row.variant_id for row in rows}) == len(rows)
        assert key == f"st-key-approve-{rows[-1].variant_id}"


def start(page: Page, demo: StudioServer) -> None:
    load_sample(page, demo.url)
    add_oneself(page, "Ada")
    open_page(page, f"{demo.url}/studio")
    generate(page)
    wait_until_written(page)
    assert cards(page).count() > 1


def ratings(database: Database) -> tuple[Rating, ...]:
    with database.read() as work:
        return work.ratings.list([variant.id for variant in work.variants.list(VariantFilter())])


def decisions(database: Database) -> tuple[Decision, ...]:
    with database.read() as work:
        return work.decisions.list([variant.id for variant in work.variants.list(VariantFilter())])


def undecided(database: Database) -> bool:
    with database.read() as work:
        return bool(work.variants.list(VariantFilter(verdicts=("undecided",))))
