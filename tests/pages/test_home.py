from __future__ import annotations

from core.bootstrap import Application
from tests.pages.conftest import Open, words


def test_a_first_visit_offers_the_sample_and_one_click_loads_it(app: Application, open_page: Open) -> None:
    at = open_page()
    assert "Welcome to Housestyle." in words(at)
    at.button(key="sample-load").click().run()
    assert [brand.name for brand in app.brands.list()] == ["Ottermoss"]
    assert len(app.personas.list()) == 3
    assert len(app.campaigns.list()) == 2
    assert "Autumn boots" in words(at)


def test_one_click_removes_it_again(app: Application, open_page: Open) -> None:
    app.samples.load()
    at = open_page()
    at.button(key="sample-remove").click().run()
    assert app.campaigns.list() == ()
    assert "Welcome to Housestyle." in words(at)


def test_a_campaign_that_ends_soon_is_named(app: Application, open_page: Open) -> None:
    app.samples.load()
    assert "campaign ends within 14 days" in words(open_page())
