"""What a file would make, and everything that is wrong with it."""

from __future__ import annotations

from typing import Any

import pytest

from core.channels.catalogue import load_catalogue
from core.domain import ImportKind, OwnText
from core.errors import InvalidInput
from core.imports.personas import plan_personas
from core.imports.plan import Plan
from core.imports.products import plan_products
from core.imports.texts import plan_texts
from core.library.campaigns import CampaignService
from core.library.personas import PersonaService
from db.database import Database
from tests.support.building import a_brand, a_campaign, a_persona, new_id
from tests.unit.imports.files import a_csv, a_request, a_sheet

BRAND = a_brand()
NOWHERE = Database("sqlite://")
"""Never opened: a plan is told what is stored."""


def personas(*rows: tuple[str, ...], stored: Any = (), **fields: Any) -> Plan:
    request = a_request(ImportKind.PERSONAS, a_csv(*rows), **fields)
    return plan_personas(request, PersonaService(NOWHERE), stored)


def products(*rows: tuple[str, ...], stored: Any = (), **fields: Any) -> Plan:
    request = a_request(ImportKind.PRODUCTS, a_csv(*rows), brand_id=BRAND.id, **fields)
    return plan_products(request, CampaignService(NOWHERE, load_catalogue()), stored)


def texts(*rows: tuple[str, ...], stored: Any = (), **fields: Any) -> Plan:
    return plan_texts(a_request(ImportKind.TEXTS, a_csv(*rows), brand_id=BRAND.id, **fields), stored)


def places(plan: Plan) -> list[tuple[int, str]]:
    return [(problem.row, problem.column) for problem in plan.problems]


def test_a_row_becomes_a_persona() -> None:
    plan = personas(("Segment", "Description", "Goals", "Notes"), ("Ann", " 40, teaches ", "warmth", "private"))
    (persona,) = plan.made
    assert (persona.name, persona.description, persona.wants, persona.stops) == ("Ann", "40, teaches", "warmth", "")
    assert plan.rows[0].values["wants"] == "warmth"


def test_a_personas_text_comes_back_as_it_went_out() -> None:
    plan = personas(("name", "description"), ("'=Ann", "'+40"))
    assert (plan.made[0].name, plan.made[0].description) == ("=Ann", "+40")


def test_a_row_becomes_a_campaign_for_all_personas_and_channels_chosen() -> None:
    plan = products(
        ("title", "product", "facts", "offer", "cta", "link", "keywords"),
        ("Mug", "a mug", "keeps 60 C; charges|light\ndry", "15% off", "Warm up", "https://a.example", "mug, warm mug"),
        persona_ids=("p",),
        channels=("sms",),
    )
    (campaign,) = plan.made
    assert plan.problems == ()
    assert (campaign.name, campaign.product, campaign.brand_id) == ("Mug", "a mug", BRAND.id)
    assert campaign.facts == ("keeps 60 C", "charges", "light", "dry")
    assert (campaign.offer, campaign.cta, campaign.link) == ("15% off", "Warm up", "https://a.example")
    assert campaign.keywords == ("mug", "warm mug")
    assert (campaign.persona_ids, campaign.channels) == (("p",), ("sms",))


def test_facts_of_several_columns_add_up() -> None:
    plan = products(("name", "product", "Bullet point 1", "Bullet point 2"), ("Mug", "a mug", "warm", "dry"))
    assert plan.made[0].facts == ("warm", "dry")


def test_a_description_is_read_without_its_markup() -> None:
    body = "<p>A <b>warm</b> mug &amp; lid.</p><ul><li>540 g</li></ul><script>x()</script>"
    assert products(("Title", "Body (HTML)"), ("Mug", body)).made[0].product == "A warm mug & lid. 540 g"
    assert products(("Title", "Body (HTML)"), ("Mug", "1 < 2 > 0")).made[0].product == "1 < 2 > 0"


def test_a_long_description_is_a_problem_unless_its_first_sentences_are_asked_for() -> None:
    long = "A warm mug. It charges overnight. " + "It is very good. " * 20
    rows = (("title", "description"), ("Mug", long))
    assert places(products(*rows)) == [(2, "description")]
    product = products(*rows, shorten=True).made[0].product
    assert long.startswith(product)
    assert product.endswith("good.")
    assert 150 < len(product) <= 200
    assert places(products(rows[0], ("Mug", "x" * 300), shorten=True)) == [(2, "description")]


def test_every_problem_of_every_row_is_named_by_row_and_column() -> None:
    plan = products(
        ("Title", "description", "url", "button"),
        ("Mug", "a mug", "https://a.example", "Go"),
        ("", "a cup", "javascript:alert(1)", "x" * 61),
        ("Cup", "", "no address", ""),
        ("mug ", "a mug", "", ""),
    )
    assert places(plan) == [
        (3, "Title"),
        (3, "button"),
        (3, "url"),
        (4, "description"),
        (4, "url"),
        (5, "Title"),
    ]
    assert "Row 2 has this name already." in str(plan.problems[-1])
    assert [row.row for row in plan.rows if row.problems] == [3, 4, 5]


def test_a_required_field_without_a_column_is_named() -> None:
    plan = products(("Title", "price"), ("Mug", "12"))
    assert [str(problem) for problem in plan.problems] == ["Row 1, column “What is sold”: No column is chosen for it."]
    assert plan.made == ()


def test_what_is_there_already_is_a_problem_or_left_out() -> None:
    stored = (a_campaign(BRAND, name="mug"),)
    rows = (("name", "product"), ("Mug", "a mug"), ("Cup", "a cup"), ("cup", "another"))
    plan = products(*rows, stored=stored)
    assert places(plan) == [(2, "name"), (4, "name")]
    assert "There is a campaign of this name already." in str(plan.problems[0])
    left = products(*rows, stored=stored, leave_out_known=True)
    assert (left.problems, left.known, [campaign.name for campaign in left.made]) == ((), 2, ["Cup"])
    assert places(personas(("name", "description"), ("Ann", "40"), stored=(a_persona(name="ANN"),))) == [(2, "name")]


def test_rows_that_say_nothing_in_the_columns_chosen_are_passed_over() -> None:
    plan = products(("Handle", "Title", "Body (HTML)", "Image"), ("m", "Mug", "a mug", "1"), ("m", "", "", "2"))
    assert (len(plan.made), plan.empty, plan.problems) == (1, 1, ())


def test_a_cell_without_a_value_matters_only_in_a_column_that_is_chosen() -> None:
    content = a_sheet(
        '<row r="1"><c r="A1" t="str"><v>name</v></c><c r="B1" t="str"><v>description</v></c>'
        '<c r="C1" t="str"><v>sum</v></c></row>'
        '<row r="2"><c r="A2"><f>A9</f></c><c r="B2" t="str"><v>40</v></c><c r="C2" t="e"><v>#N/A</v></c></row>'
    )
    plan = plan_personas(a_request(ImportKind.PERSONAS, content), PersonaService(NOWHERE), ())
    assert places(plan) == [(2, "name")]
    assert "no stored result" in str(plan.problems[0])


def test_more_keywords_than_fit_are_a_problem() -> None:
    plan = products(("name", "product", "keywords"), ("Mug", "a mug", ";".join(f"mug {n}" for n in range(60))))
    assert places(plan) == [(2, "keywords")]


def test_an_unknown_channel_is_no_problem_of_a_row() -> None:
    plan = products(("name", "product"), ("Mug", "a mug"), channels=("pigeon",))
    assert [problem.column for problem in plan.problems] == ["channels"]


EDITOR = ("Campaign", "Ad group", "Headline 1", "Headline 2", "Description 1")


def test_texts_of_an_ad_are_made_once_with_where_they_stood() -> None:
    plan = texts(
        EDITOR,
        ("Warm", "Teachers", "Hot Till Noon", "Warm Yours Up", "Keeps drinks at 60 C."),
        ("Warm", "Nurses", "Hot Till Noon", "[]", ""),
        ("Warm", "", "", "", ""),
    )
    assert [(text.channel, text.text) for text in plan.made] == [
        ("google_headline", "Hot Till Noon"),
        ("google_headline", "Warm Yours Up"),
        ("google_description", "Keeps drinks at 60 C."),
    ]
    assert {(text.ad, text.group, text.is_example) for text in plan.made} == {("Warm", "Teachers", False)}
    assert (plan.known, plan.empty, plan.problems) == (1, 1, ())


def test_an_export_of_google_ads_editor_is_read_as_it_writes_it() -> None:
    content = a_csv(EDITOR, ("Warm", "T", "Hot", "", "Keeps."), separator="\t", encoding="utf-16")
    plan = plan_texts(a_request(ImportKind.TEXTS, content, brand_id=BRAND.id, as_examples=True), ())
    assert [(text.text, text.is_example) for text in plan.made] == [("Hot", True), ("Keeps.", True)]


def test_texts_that_are_there_are_not_doubled() -> None:
    stored = OwnText(id=new_id(), brand_id=BRAND.id, channel="meta_primary", text="Warm.")
    plan = texts(("Title", "Body"), ("Warm.", "Warm."), stored=(stored,))
    assert ([(text.channel, text.text) for text in plan.made], plan.known) == ([("meta_headline", "Warm.")], 1)


def test_a_text_that_is_too_long_is_named() -> None:
    assert places(texts(("Title", "Body"), ("Warm.", "x" * 2_001))) == [(2, "Body")]


def test_a_file_without_a_column_of_texts_says_so() -> None:
    assert places(texts(("Campaign", "Clicks"), ("Warm", "12"))) == [(1, "Texts")]


def test_a_field_of_several_values_refuses_too_many() -> None:
    plan = products(("name", "product", "facts"), ("Mug", "a mug", ";".join(f"fact {n}" for n in range(30))))
    assert places(plan) == [(2, "facts")]


@pytest.mark.parametrize("hostile", ["a\x00b", "\ud800"])
def test_what_is_no_text_is_refused_by_the_field(hostile: str) -> None:
    with pytest.raises(InvalidInput):
        PersonaService(NOWHERE).checked(a_persona(name=hostile))
