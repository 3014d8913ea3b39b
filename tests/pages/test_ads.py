from __future__ import annotations

import time

from core.bootstrap import Application
from core.domain import Campaign, Profile
from tests.pages.conftest import Open, words


def autumn(app: Application) -> Campaign:
    app.samples.load()
    return next(found for found in app.campaigns.list() if found.name == "Autumn boots")


def built(app: Application, kind: str = "meta_feed") -> str:
    """An ad that nothing is written for any more; returns its id."""
    campaign = autumn(app)
    ad_id = app.ads.build(
        campaign_id=campaign.id, persona_id=campaign.persona_ids[0], kind=kind, model=app.models.default, seed=1
    )
    deadline = time.monotonic() + 60
    while app.ads.watch(ad_id).is_busy:
        assert time.monotonic() < deadline, "the ad was not written"
        time.sleep(0.1)
    return ad_id


def test_without_a_campaign_it_says_what_ads_are_for(open_page: Open) -> None:
    assert "Nothing to advertise yet" in words(open_page("pages/ads.py"))


def test_one_click_builds_an_ad_and_its_address_carries_it(app: Application, open_page: Open, ada: Profile) -> None:
    campaign = autumn(app)
    at = open_page("pages/ads.py", profile=ada, campaign=campaign.id)
    assert "No ad yet for this campaign" in words(at)
    at.selectbox(key="ad-kind").set_value("email").run()
    at.button(key="ad-build").click().run()
    (ad,) = app.ads.list(campaign.id)
    assert at.query_params["ad"] in (ad.id, [ad.id])
    assert (ad.kind, ad.profile_id) == ("email", ada.id)
    assert not at.exception


def test_an_ad_shows_its_texts_and_what_they_say(app: Application, open_page: Open, ada: Profile) -> None:
    ad_id = built(app)
    view = app.ads.watch(ad_id)
    said = words(open_page("pages/ads.py", profile=ada, ad=ad_id))
    texts = [slot.text for part in view.parts for slot in part.slots if slot.text]
    assert texts
    assert all(text.replace("'", "&#x27;") in said for text in texts)
    assert f"Meta primary text · {5 - view.parts[0].gaps} of 5" in said
    assert "What it says" in said


def test_a_text_is_taken_out_and_another_is_kept(app: Application, open_page: Open, ada: Profile) -> None:
    ad_id = built(app)
    first, second = (slot.text for slot in app.ads.watch(ad_id).parts[0].slots[:2])
    at = open_page("pages/ads.py", profile=ada, ad=ad_id)
    at.button(key=f"slot-out-{ad_id}-meta_primary-0").click().run()
    at.button(key=f"slot-keep-{ad_id}-meta_primary-1").click().run()
    slots = app.ads.watch(ad_id).parts[0].slots
    assert (slots[0].text, slots[1].text, slots[1].slot.kept) == ("", second, True)
    assert first


def test_an_ad_that_is_gone_is_told(open_page: Open, app: Application) -> None:
    app.samples.load()
    assert "There is no ad" in words(open_page("pages/ads.py", ad="0" * 32))


def test_earlier_ads_can_be_opened_again(app: Application, open_page: Open) -> None:
    built(app)
    at = open_page("pages/ads.py", campaign=autumn(app).id)
    assert "Put together before" in words(at)
