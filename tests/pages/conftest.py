from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.bootstrap import Application, reset_shared, shared
from core.domain import Profile

APP = Path(__file__).resolve().parents[2] / "app.py"
MARKED = re.compile(r'<span class="hs-claim[^>]*>([^<]*)</span>')
Open = Callable[..., AppTest]


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Application]:
    """The process's application on a fresh data folder, with the scripted engine."""
    monkeypatch.setenv("HOUSESTYLE_VAR_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("HOUSESTYLE_ENGINE", "scripted")
    monkeypatch.delenv("HOUSESTYLE_DATABASE_URL", raising=False)
    reset_shared()
    yield shared()
    reset_shared()


@pytest.fixture
def ada(app: Application) -> Profile:
    return app.profiles.create("Ada")


@pytest.fixture
def open_page(app: Application) -> Open:
    """Open a page as a browser would: by its path, with its query, as a person or as nobody yet."""

    def open_(page: str = "app.py", profile: Profile | None = None, **query: str) -> AppTest:
        at = AppTest.from_file(str(APP), default_timeout=30)
        if profile is not None:
            at.session_state["profile"] = profile.id
        for name, value in query.items():
            at.query_params[name] = value
        at.run()
        if page != "app.py":
            at.switch_page(page)
            for name, value in query.items():
                at.query_params[name] = value
            at.run()
        return at

    return open_


def finish(app: Application, run_id: str) -> None:
    """Wait until a run is over."""
    deadline = time.monotonic() + 30
    while app.generation.watch(run_id).is_busy:
        assert time.monotonic() < deadline, "the run did not end"
        time.sleep(0.05)


def words(at: AppTest) -> str:
    """Everything that a page says, HTML included; a claim as plain text, without what it answers."""
    parts = [*at.markdown, *at.caption, *at.title, *at.subheader, *at.error, *at.info, *at.success]
    html = [element.proto.body for element in at.get("html")]
    return MARKED.sub(r"\1", "\n".join([*(str(part.value) for part in parts), *html]))
