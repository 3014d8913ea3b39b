from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.bootstrap import Application, reset_shared, shared
from core.channels.catalogue import load_catalogue
from core.channels.counting import RULES
from core.channels.policies import POLICIES
from core.domain import OwnChannel, Profile, RunRequest
from pages.components import channel_words
from tests.pages.conftest import Open, finish, words

SETTINGS = "pages/settings.py"
BANNER: dict[str, Any] = {
    "label": "Shop <b>banner</b>",
    "limit": 130,
    "hard": True,
    "like": "meta_primary",
    "source": "Our shop's *template*",
}


def table(at: AppTest) -> str:
    (html,) = (element.proto.body for element in at.get("html") if 'class="hs-table"' in element.proto.body)
    return html


def fill(at: AppTest, **fields: Any) -> None:
    """Type into the boxes of the form for a new channel."""
    for field, value in fields.items():
        key = f"field-new-channel-{field}"
        kinds = (at.text_input, at.number_input, at.selectbox, at.multiselect, at.checkbox, at.date_input)
        (box,) = (box for kind in kinds for box in kind if box.key == key)
        box.set_value(value)
    at.run()


def test_every_rule_of_counting_and_of_platforms_has_words() -> None:
    assert set(channel_words.COUNTED) == set(RULES)
    assert set(channel_words.RULES) == set(POLICIES)


def test_every_field_is_listed_with_its_limit_and_its_source(open_page: Open) -> None:
    shown = table(open_page(SETTINGS))
    assert shown.count('<th scope="row">') == len(load_catalogue().all())
    assert "warned of, refused beyond 2,200" in shown
    assert "wide characters count double" in shown
    assert "Google Ads Help, About responsive search ads" in shown
    assert "hs-mark" not in shown


def test_a_search_finds_by_name_group_and_source(open_page: Open) -> None:
    at = open_page(SETTINGS)
    at.text_input(key="channel-search").set_value("linkedin headline").run()
    assert table(at).count("<tbody><tr>") == table(at).count("</tr></tbody>") == 1
    assert "LinkedIn headline" in table(at)
    assert at.selectbox(key="channel-chosen").options == ["LinkedIn headline"]
    at.text_input(key="channel-search").set_value("fax").run()
    assert "No field found" in words(at)


def test_a_changed_limit_is_kept_marked_and_taken_back(app: Application, open_page: Open) -> None:
    at = open_page(SETTINGS)
    at.selectbox(key="channel-chosen").set_value("google_headline").run()
    assert "were taught this field with a limit of 30" in words(at)
    at.number_input(key="field-channel-google_headline-limit").set_value(25)
    at.button(key="channel-save").click().run()
    assert app.channels.get("google_headline").limit == 25
    assert app.own_channels.own()[0].fields["limit"] == 25
    assert 'Google headline <span class="hs-mark">changed</span>' in table(at)
    assert not [button for button in at.button if button.key == "channel-save"]
    at.selectbox(key="channel-chosen").set_value("google_headline").run()
    assert at.number_input(key="field-channel-google_headline-limit").value == 25
    at.button(key="channel-reset").click().run()
    assert app.channels.get("google_headline").limit == 30
    assert "“Google headline” is as in the catalogue again." in words(at)
    at.button(key="channel-undo-button").click().run()
    assert app.channels.get("google_headline").limit == 25
    assert "as in the catalogue again" not in words(at)


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(app: Application, open_page: Open) -> None:
    today = date.today()
    at = open_page(SETTINGS)
    at.button(key="channel-new").click().run()
    fill(at, label="Shop banner", id="Shop banner", limit=60, policy=["no_emoji"], brand=False)
    at.button(key="channel-save").click().run()
    assert "is no short name" in words(at)
    fill(at, id="shop_banner")
    at.button(key="channel-save").click().run()
    assert "It is not said what it is written like" in words(at)
    fill(at, like="meta_headline")
    at.button(key="channel-save").click().run()
    assert "It is not said where the limit is from" in words(at)
    assert app.own_channels.own() == ()
    fill(at, source="Our shop's template")
    at.button(key="channel-save").click().run()
    made = app.channels.get("shop_banner")
    assert (made.label, made.limit, made.hard, made.counting) == ("Shop banner", 60, True, "graphemes")
    assert (made.policy, made.brand, made.taught_as.id) == (("no_emoji",), False, "meta_headline")
    assert today <= made.checked <= date.today()
    assert '<span class="hs-mark">yours</span>' in table(at)
    at.button(key="channel-new").click().run()
    assert at.text_input(key="field-new-channel-label").value == ""


def test_a_closed_form_forgets_and_an_open_one_outlives_a_look_elsewhere(open_page: Open) -> None:
    at = open_page(SETTINGS)
    at.button(key="channel-new").click().run()
    fill(at, label="Shop banner")
    at.switch_page("pages/personas.py").run()
    at.switch_page(SETTINGS).run()
    assert at.text_input(key="field-new-channel-label").value == "Shop banner"
    at.button(key="channel-close").click().run()
    at.button(key="channel-new").click().run()
    assert at.text_input(key="field-new-channel-label").value == ""


def test_a_channel_of_ones_own_is_written_for_reviewed_and_exported_at_once(
    app: Application, open_page: Open, ada: Profile
) -> None:
    app.own_channels.save("shop_banner", BANNER, is_new=True)
    app.samples.load()
    campaign = next(found for found in app.campaigns.list() if found.name == "Autumn boots")
    assert BANNER["label"] in options(open_page("pages/campaigns.py", campaign=campaign.id), "Channels")
    app.campaigns.save(replace(campaign, channels=(*campaign.channels, "shop_banner")))
    assert BANNER["label"] in options(open_page("pages/studio.py", campaign=campaign.id), "Channels")
    run_id = written(app, campaign.id, campaign.persona_ids[0])
    studio = open_page("pages/studio.py", profile=ada, run=run_id)
    assert r"Shop \<b\>banner\</b\>" in words(studio)
    review = open_page("pages/review.py", profile=ada)
    assert "Shop &lt;b&gt;banner&lt;/b&gt;" in words(review)
    export = open_page("pages/export.py")
    assert BANNER["label"] in options(export, "Channels")
    assert "shop_banner" in list(export.dataframe[0].value["channel"])
    assert "Shop &lt;b&gt;banner&lt;/b&gt;" in table(open_page(SETTINGS))


@pytest.mark.parametrize("page", ["app.py", "pages/studio.py", "pages/review.py", "pages/export.py"])
def test_what_was_written_for_a_channel_that_is_gone_is_still_shown(
    app: Application, open_page: Open, ada: Profile, page: str
) -> None:
    app.own_channels.save("shop_banner", BANNER, is_new=True)
    app.samples.load()
    campaign = next(found for found in app.campaigns.list() if found.name == "Autumn boots")
    run_id = written(app, campaign.id, campaign.persona_ids[0])
    app.own_channels.reset("shop_banner")
    at = open_page(page, profile=ada, run=run_id)
    assert not at.exception
    assert not at.error


def test_a_channel_in_use_says_which_campaign_uses_it(app: Application, open_page: Open) -> None:
    app.own_channels.save("shop_banner", BANNER, is_new=True)
    app.samples.load()
    campaign = next(found for found in app.campaigns.list() if found.name == "Autumn boots")
    app.campaigns.save(replace(campaign, channels=("shop_banner",)))
    at = open_page(SETTINGS)
    at.selectbox(key="channel-chosen").set_value("shop_banner").run()
    at.button(key="channel-reset").click().run()
    assert "is used by “Autumn boots”" in words(at).replace("\\", "")
    assert app.channels.get("shop_banner").limit == 130


def test_a_stored_channel_that_no_longer_validates_is_said_and_stops_nothing(app: Application, open_page: Open) -> None:
    app.samples.load()
    campaign = next(found for found in app.campaigns.list() if found.name == "Autumn boots")
    with app.database.work() as work:
        work.own_channels.add(OwnChannel(id="old", fields={**BANNER, "counting": "ells"}))
        work.campaigns.update(replace(campaign, channels=("sms", "old")))
        work.commit()
    reset_shared()
    again = shared()
    assert "old" not in {channel.id for channel in again.channels.all()}
    studio = open_page("pages/studio.py", campaign=campaign.id)
    assert options(studio, "Channels") == ["SMS"]
    at = open_page(SETTINGS)
    assert "“old” is left out" in at.warning[0].value
    assert "ells" in at.warning[0].value
    at.button(key="channel-remove-old").click().run()
    assert "is used by “Autumn boots”" in at.error[0].value.replace("\\", "")
    again.campaigns.save(replace(campaign, channels=("sms",)))
    at.button(key="channel-remove-old").click().run()
    assert not at.warning
    assert again.own_channels.own() == ()


def test_each_application_has_own_channels_of_its_own(app: Application) -> None:
    app.own_channels.save("shop_banner", BANNER, is_new=True)
    assert load_catalogue().of_file("shop_banner") is None
    assert "shop_banner" not in {channel.id for channel in load_catalogue().all()}


def options(at: AppTest, label: str) -> list[str]:
    (box,) = (box for box in at.multiselect if box.label == label)
    return list(box.options)


def written(app: Application, campaign_id: str, persona_id: str) -> str:
    request = RunRequest(
        briefs=app.campaigns.briefs(campaign_id, [persona_id], ["shop_banner"]),
        recipes=app.recipes.list()[:1],
        model=app.models.default,
        n=2,
        seed=5,
        campaign_id=campaign_id,
        persona_ids=(persona_id,),
    )
    run_id = app.generation.start(request)
    finish(app, run_id)
    assert app.generation.watch(run_id).cells[0].variants
    return run_id
