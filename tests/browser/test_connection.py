"""A connection's model in the studio: its texts grow, a run is stopped at once, and after a kill nothing that is stored
is paid for twice."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from core.connections.service import ConnectionService
from core.domain import Capabilities, Connection, KeySource, Usage
from core.settings import Settings
from db.database import Database
from tests.browser.steps import add_oneself, ask_for, cards, generate, load_sample, open_page, wait_until_written
from tests.browser.studio_server import StudioServer
from tests.support.building import new_id
from tests.support.scripted_server import Exchange, ScriptedServer, says
from tests.support.seeded import KEY

pytestmark = pytest.mark.browser

WORD_SECONDS = 0.12
TEXTS = (
    "Ottermoss boots are waterproof for 3 years or we mend them. Find your size.",
    "No breaking in: Ottermoss makes walking boots for the Saturday train. Find your size.",
    "Each boot weighs 540 g. Walk from the platform in Ottermoss walking boots.",
    "Ottermoss waterproof boots, with free wool socks with every pair.",
    "Made in a workshop of 14 people in Keswick: Ottermoss leather walking boots.",
    "Leather walking boots by Ottermoss. No breaking in. Find your size.",
)


@dataclass
class Writer:
    """A server elsewhere, and the app that may ask it."""

    server: ScriptedServer
    studio: StudioServer

    def used(self) -> tuple[Usage, ...]:
        settings = Settings(var_dir=self.studio.var_dir, database_url="")
        with closing(Database(settings.resolved_database_url)) as database, database.read() as work:
            (run, *_) = work.runs.list(limit=1)
            return work.usage.of_run(run.id)

    def drafts(self) -> int:
        settings = Settings(var_dir=self.studio.var_dir, database_url="")
        with closing(Database(settings.resolved_database_url)) as database, database.read() as work:
            (run, *_) = work.runs.list(limit=1)
            return len(work.drafts.list(run.id))


def writes(exchange: Exchange) -> None:
    says(TEXTS[exchange.body.get("seed", 0) % len(TEXTS)], seconds=WORD_SECONDS)(exchange)


@pytest.fixture
def writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Writer]:
    monkeypatch.setenv("HOUSESTYLE_REMOTE_HOSTS", "127.0.0.1:*")
    server = ScriptedServer(writes)
    var_dir = tmp_path / "var"
    var_dir.mkdir()
    settings = Settings(var_dir=var_dir, database_url="")
    with closing(Database(settings.resolved_database_url)) as database:
        database.migrate(var_dir / "backups")
        service = ConnectionService(database, settings)
        saved = service.save(
            Connection(
                id=new_id(),
                name="box",
                address=server.address,
                models=("writer",),
                at_once=4,
                seconds=20,
                key_source=KeySource.STORED,
            ),
            KEY,
        )
        service.test(saved.id, lambda *_: Capabilities(seeds=True, usage=True))
    studio = StudioServer(var_dir, engine="scripted")
    studio.start()
    yield Writer(server, studio)
    studio.stop()
    server.close()


def begun(page: Page, writer: Writer, variants: int) -> str:
    load_sample(page, writer.studio.url)
    add_oneself(page, "Ada")
    open_page(page, f"{writer.studio.url}/studio")
    ask_for(page, variants)
    page.get_by_role("combobox", name="Model").click()
    page.get_by_role("option", name="box/writer").click()
    expect(page.get_by_text("goes to the server at port")).to_be_visible()
    return generate(page)


def test_texts_grow_and_are_checked_like_any_other(writer: Writer, page: Page) -> None:
    begun(page, writer, 2)
    expect(page.locator(".hs-copy:has(.hs-caret)").first).to_have_text(re.compile(r"\w"), timeout=20_000)
    wait_until_written(page)
    assert cards(page).count() == 2
    used = writer.used()
    assert used
    assert {one.connection for one in used} == {"box"}


def test_a_run_is_stopped_within_two_seconds(writer: Writer, page: Page) -> None:
    begun(page, writer, 4)
    expect(page.locator(".hs-copy:has(.hs-caret)").first).to_have_text(re.compile(r"\w"), timeout=20_000)
    page.get_by_role("button", name="Stop").click()
    started = time.monotonic()
    expect(page.get_by_text("Stopped. What had passed by then is below.")).to_be_visible(timeout=5_000)
    assert writer.server.left.wait(2)
    assert time.monotonic() - started < 2


def test_after_a_kill_it_goes_on_and_nothing_stored_is_paid_for_twice(writer: Writer, page: Page) -> None:
    address = begun(page, writer, 6)
    deadline = time.monotonic() + 60
    while not writer.drafts():
        assert time.monotonic() < deadline, "no wave was stored"
        time.sleep(0.1)
    stored = writer.drafts()
    writer.studio.kill()
    paid = len(writer.used())
    writer.studio.start()
    open_page(page, address)
    wait_until_written(page)
    assert len(writer.used()) - paid == writer.drafts() - stored
