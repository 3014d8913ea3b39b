from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from core.bootstrap import Application
from core.domain import Profile
from tests.pages.conftest import APP, Open
from tests.pages.writing import written_run

PAGES = ["app.py", *(f"pages/{path.name}" for path in sorted((APP.parent / "pages").glob("[!_]*.py")))]


def is_sound(at: AppTest) -> bool:
    return not at.exception and not at.error


@pytest.mark.parametrize("page", PAGES)
def test_it_opens_with_nothing_in_it(open_page: Open, page: str) -> None:
    at = open_page(page)
    assert is_sound(at), [error.value for error in at.error]


@pytest.mark.parametrize("page", PAGES)
def test_it_opens_with_data_in_it(app: Application, open_page: Open, ada: Profile, page: str) -> None:
    run_id = written_run(app, ada)
    at = open_page(page, profile=ada, run=run_id)
    assert is_sound(at), [error.value for error in at.error]


@pytest.mark.parametrize("page", PAGES)
def test_it_opens_by_a_deep_link_to_something_gone(app: Application, open_page: Open, page: str) -> None:
    app.samples.load()
    at = open_page(page, run="0" * 32, brand="gone", persona="gone", campaign="gone")
    assert not at.exception
