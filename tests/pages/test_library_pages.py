from __future__ import annotations

import pytest

from core.bootstrap import Application
from core.domain import CampaignStatus
from tests.pages.conftest import Open, words

HOSTILE = "<script>alert(1)</script> **x** ![i](http://evil.example/a.png)"


def test_a_brand_is_made_and_filled_in(app: Application, open_page: Open) -> None:
    at = open_page("pages/brands.py")
    at.text_input(key="new-brand-name").set_value("Brightmug").run()
    at.button(key="brand-create").click().run()
    (brand,) = app.brands.list()
    assert brand.id in at.query_params["brand"]
    at.text_area(key=f"brand-{brand.id}-words_banned").set_value("gadget\n\ncheap ").run()
    at.text_area(key=f"brand-{brand.id}-voice").set_value("warm and dry").run()
    stored = app.brands.get(brand.id)
    assert stored.words_banned == ("gadget", "cheap")
    assert stored.voice == "warm and dry"


def test_what_is_missing_is_said_beside_the_field_and_nothing_typed_is_lost(app: Application, open_page: Open) -> None:
    at = open_page("pages/personas.py")
    at.text_input(key="new-persona-name").set_value("Tom").run()
    at.button(key="persona-create").click().run()
    assert "The description is empty" in words(at)
    assert at.text_input(key="new-persona-name").value == "Tom"
    assert app.personas.list() == ()


@pytest.mark.parametrize(
    ("typed", "problem"), [("", "is empty"), ("x" * 100, "at most 80"), ("a\x00b", "no text"), ("   ", "is empty")]
)
def test_a_refused_edit_stays_in_its_box_and_changes_nothing(
    app: Application, open_page: Open, typed: str, problem: str
) -> None:
    persona = app.personas.create(name="Tom", description="47, walks a dog")
    at = open_page("pages/personas.py", persona=persona.id)
    at.text_input(key=f"persona-{persona.id}-name").set_value(typed).run()
    assert problem in words(at)
    assert at.text_input(key=f"persona-{persona.id}-name").value == typed
    assert app.personas.get(persona.id).name == "Tom"


def test_markup_is_shown_as_text(app: Application, open_page: Open) -> None:
    app.personas.create(name=HOSTILE, description=HOSTILE, example=HOSTILE)
    at = open_page("pages/personas.py")
    html = "\n".join(element.proto.body for element in at.get("html"))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_duplicate_archive_undo_and_search(app: Application, open_page: Open) -> None:
    persona = app.personas.create(name="Tom", description="47, walks a dog")
    at = open_page("pages/personas.py")
    at.button(key=f"persona-duplicate-{persona.id}").click().run()
    assert {person.name for person in app.personas.list()} == {"Tom", "Tom (copy)"}
    at.button(key=f"persona-archive-{persona.id}").click().run()
    assert [person.name for person in app.personas.list()] == ["Tom (copy)"]
    at.button(key="persona-undo-button").click().run()
    assert len(app.personas.list()) == 2
    at.text_input(key="persona-search").set_value("plumber").run()
    assert "Nobody found." in words(at)


def test_a_campaign_is_a_brief_saved_as_one_goes(app: Application, open_page: Open) -> None:
    brand = app.brands.create(name="Brightmug")
    persona = app.personas.create(name="The teacher", description="40, teaches all morning")
    at = open_page("pages/campaigns.py")
    at.text_input(key="new-campaign-name").set_value("Spring").run()
    at.button(key="campaign-create").click().run()
    (campaign,) = app.campaigns.list()
    assert campaign.brand_id == brand.id
    assert "Say what is sold" in words(at)
    at.text_input(key=f"campaign-{campaign.id}-product").set_value("a mug").run()
    at.text_area(key=f"campaign-{campaign.id}-facts").set_value("keeps drinks at 60 C\ncharges overnight").run()
    at.multiselect(key=f"campaign-{campaign.id}-persona_ids").set_value([persona.id]).run()
    at.multiselect(key=f"campaign-{campaign.id}-channels").set_value(["sms", "push"]).run()
    at.selectbox(key=f"campaign-{campaign.id}-status").set_value("active").run()
    stored = app.campaigns.get(campaign.id)
    assert (stored.product, stored.facts) == ("a mug", ("keeps drinks at 60 C", "charges overnight"))
    assert (stored.persona_ids, stored.channels, stored.status) == (
        (persona.id,),
        ("sms", "push"),
        CampaignStatus.ACTIVE,
    )
    assert "Say what is sold" not in words(at)


def test_a_link_that_is_none_is_refused_beside_it(app: Application, open_page: Open) -> None:
    app.samples.load()
    campaign = app.campaigns.list()[0]
    at = open_page("pages/campaigns.py", campaign=campaign.id)
    at.text_input(key=f"campaign-{campaign.id}-link").set_value("javascript:alert(1)").run()
    assert "not a web address" in words(at)
    assert app.campaigns.get(campaign.id).link == campaign.link


def test_a_link_takes_its_tags_at_the_click(app: Application, open_page: Open) -> None:
    brand = app.brands.create(name="Brightmug")
    campaign = app.campaigns.create(
        name="Warm", brand_id=brand.id, product="a mug", link="https://a.example/mug?size=2"
    )
    at = open_page("pages/campaigns.py", campaign=campaign.id)
    at.text_input(key=f"utm-source-{campaign.id}").set_value("google")
    at.button(key=f"utm-{campaign.id}").click().run()
    assert "needs a source and a medium" in words(at)
    assert app.campaigns.get(campaign.id).link == "https://a.example/mug?size=2"
    at.text_input(key=f"utm-medium-{campaign.id}").set_value("cpc")
    at.button(key=f"utm-{campaign.id}").click().run()
    link = "https://a.example/mug?size=2&utm_source=google&utm_medium=cpc"
    assert app.campaigns.get(campaign.id).link == link
    assert at.text_input(key=f"campaign-{campaign.id}-link").value == link
