from __future__ import annotations

from html import escape

from streamlit.testing.v1 import AppTest

from core.bootstrap import Application
from core.domain import Profile, Verdict
from tests.pages.conftest import Open, words
from tests.support.previewing import TEXTS, store_texts

PAGE = "pages/previews.py"
FEW = {channel: TEXTS[channel] for channel in ("google_headline", "google_description", "email_subject", "sms")}


def choose(at: AppTest, control: str, option: str) -> AppTest:
    at.button_group(key=f"previews-{control}").set_value(option).run()
    return at


def test_with_nothing_written_it_says_what_it_is_for(app: Application, open_page: Open) -> None:
    app.samples.load()
    at = open_page(PAGE)
    assert "Nothing to preview yet." in words(at)
    assert not at.exception


def test_only_surfaces_that_have_texts_are_offered(app: Application, open_page: Open) -> None:
    store_texts(app.database, FEW)
    at = open_page(PAGE)
    offered = [option.content for option in at.button_group(key="previews-surface").proto.options]
    assert offered == ["Search result", "Inbox", "SMS"]
    assert 'aria-label="Search result, desktop"' in words(at)


def test_device_and_theme_are_chosen_for_the_surface(app: Application, open_page: Open) -> None:
    store_texts(app.database, FEW)
    at = choose(open_page(PAGE), "surface", "inbox")
    assert f">{escape(TEXTS['email_subject'][0][:50])}…<" in words(at)
    choose(choose(at, "device", "phone"), "theme", "dark")
    assert f">{escape(TEXTS['email_subject'][0][:33])}…<" in words(at)
    assert 'class="hs-frame hs-of-inbox hs-on-phone hs-in-dark"' in words(at)
    choose(at, "surface", "sms")
    assert "2 segments · UCS-2" in words(at)
    assert 'class="hs-frame hs-of-sms hs-on-phone hs-in-dark"' in words(at)


def test_another_combination_changes_what_is_shown(app: Application, open_page: Open) -> None:
    store_texts(app.database, FEW)
    at = open_page(PAGE)
    before = words(at)
    at.button(key="previews-another").click().run()
    assert words(at) != before
    choose(at, "surface", "sms")
    assert [button for button in at.button if button.key == "previews-another"] == []


def test_what_was_rejected_is_not_shown(app: Application, open_page: Open, ada: Profile) -> None:
    store_texts(app.database, {"sms": ["The first one.", "The second one."]})
    first = next(variant for variant in app.review.waiting() if variant.text == "The first one.")
    app.review.decide(
        submit_key="k", variant_id=first.id, profile_id=ada.id, verdict=Verdict.REJECTED, reason="off voice"
    )
    shown = words(open_page(PAGE, profile=ada))
    assert "The second one." in shown
    assert "The first one." not in shown


def test_a_surface_that_the_next_campaign_lacks_gives_way(app: Application, open_page: Open) -> None:
    spring = store_texts(app.database, FEW, name="Spring")
    summer = store_texts(app.database, {"push": TEXTS["push"]}, name="Summer")
    at = open_page(PAGE)
    at.selectbox(key="previews-campaign").set_value(spring.id).run()
    choose(at, "surface", "inbox")
    at.selectbox(key="previews-campaign").set_value(summer.id).run()
    assert not at.exception
    assert 'aria-label="Lock screen, phone"' in words(at)
