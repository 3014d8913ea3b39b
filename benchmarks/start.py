"""How long a person waits: for a usable page and a warm model after a start, and for the first text after a click; and
how much memory the app and the model take.

    python -m benchmarks.start [--json] [--rounds 5]

In a real browser that shares the machine with the app, as on a laptop. The first start makes the model ready and is
not counted.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Page, sync_playwright

from benchmarks.machine import machine
from core.models.known import STARTER
from tests.browser.steps import generate, load_sample, open_page, wait_until_written
from tests.browser.studio_server import StudioServer
from tests.support.bundled import give_models
from tests.system_packages import chromium

MOST = {"page_seconds": 5.0, "warm_seconds": 10.0, "first_text_seconds": 0.5, "memory_gb": 1.5}
LOOK = 1.0
"""Seconds between two looks: each draws a page, and takes time from what is waited for."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class Memory:
    """The most that a process and its children have taken, looked at now and then."""

    def __init__(self, pid: int) -> None:
        self._process = psutil.Process(pid)
        self._over = threading.Event()
        self.peak_bytes = 0
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(LOOK):
            found = 0
            for process in (self._process, *self._process.children(recursive=True)):
                try:
                    found += process.memory_full_info().pss
                except psutil.NoSuchProcess:
                    continue
            self.peak_bytes = max(self.peak_bytes, found)


def first_text(page: Page, url: str) -> float:
    """One run: seconds until a growing card holds a word. The run is stopped then."""
    open_page(page, f"{url}/studio")
    button = page.get_by_role("button", name="Generate")
    button.wait_for()
    started = time.perf_counter()
    button.click()
    page.wait_for_function(
        "() => [...document.querySelectorAll('.hs-copy:has(.hs-caret)')].some(card => card.innerText.trim())",
        polling=20,
        timeout=60_000,
    )
    seconds = time.perf_counter() - started
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Stop").wait_for(state="detached")
    return seconds


def start(server: StudioServer, page: Page) -> tuple[float, float]:
    """Seconds from the start of the app to its first page, and to a model in memory."""
    started = time.perf_counter()
    server.start()
    page.goto(server.url)
    page.get_by_role("heading", level=1).first.wait_for()
    usable = time.perf_counter() - started
    while True:
        open_page(page, f"{server.url}/settings")
        line = page.locator(f"[class*='st-key-row-{STARTER}']").inner_text()
        if "in memory" in line:
            return usable, time.perf_counter() - started
        time.sleep(LOOK)


def measure(rounds: int) -> dict[str, Any]:
    found: dict[str, list[float]] = {name: [] for name in MOST}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = StudioServer(give_models(Path(folder) / "var"), engine="auto")
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        try:
            start(server, page)
            load_sample(page, server.url)
            for _ in range(rounds):
                server.stop()
                usable, warm = start(server, page)
                found["page_seconds"].append(usable)
                found["warm_seconds"].append(warm)
            found["first_text_seconds"] = [first_text(page, server.url) for _ in range(rounds)]
            open_page(page, f"{server.url}/studio")
            memory = Memory(server.pid)
            generate(page)
            wait_until_written(page, seconds=300)
            memory.stop()
            found["memory_gb"] = [memory.peak_bytes / 1e9]
        finally:
            browser.close()
            server.stop()
    return {name: [round(value, 2) for value in values] for name, values in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    found = measure(arguments.rounds)
    medians = {name: round(statistics.median(values), 2) for name, values in found.items()}
    report = {
        "machine": machine(),
        "measured": found,
        "medians": medians,
        "asked": MOST,
        "holds": all(medians[name] <= most for name, most in MOST.items()),
    }
    if arguments.json:
        print(json.dumps(report, indent=2))
    else:
        print(
            "\n".join(f"{name:20} {medians[name]:>6} of at most {most}   {found[name]}" for name, most in MOST.items())
        )
    sys.exit(0 if report["holds"] else 1)


if __name__ == "__main__":
    main()
