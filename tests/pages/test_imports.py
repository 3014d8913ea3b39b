from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from core.bootstrap import Application
from core.domain import Brand, ImportKind, Profile
from core.imports.plan import ImportRequest
from tests.pages.conftest import Open, finish, words
from tests.pages.test_library_pages import HOSTILE
from tests.support.building import new_id

PRODUCTS = b"title,note,link\nMug,a warm mug,https://a.example\nCup,a cup,\n"


@pytest.fixture
def brand(app: Application) -> Brand:
    return app.brands.create(name="Brightmug")


def uploaded(at: AppTest, kind: str, content: bytes, name: str = "shoes.csv") -> AppTest:
    """Choose the kind and upload the file."""
    if at.pills(key="import-kind").value != kind:
        at.pills(key="import-kind").set_value(kind).run()
    at.file_uploader[0].set_value((name, content, "text/csv")).run()
    assert not at.exception
    return at


def column(at: AppTest, field: str) -> str:
    """The key of the box of a field."""
    return next(box.key for box in at.selectbox if (box.key or "").startswith(f"import-column-{field}-"))


def imported(app: Application, kind: ImportKind, content: bytes, **fields: object) -> None:
    table = app.imports.read(content)
    chosen = app.imports.guess(kind, table)
    request = ImportRequest(kind=kind, file_name="ads.csv", table=table, chosen=chosen, **fields)  # type: ignore[arg-type]
    app.imports.run(request, profile_id=None, submit_key=new_id())


def test_a_catalogue_is_mapped_looked_at_imported_and_undone(
    app: Application, open_page: Open, brand: Brand, ada: Profile
) -> None:
    at = uploaded(open_page("pages/imports.py", profile=ada), "products", PRODUCTS)
    assert "No column is chosen for it" in words(at)
    assert at.button(key="import-go").disabled
    at.selectbox(key=column(at, "product")).set_value("note").run()
    assert list(at.dataframe[0].value["What is sold"]) == ["a warm mug", "a cup"]
    assert at.button(key="import-go").label == "Import 2 campaigns"
    at.button(key="import-go").click().run()
    assert "2 campaigns added" in words(at)
    assert [campaign.name for campaign in app.campaigns.list()] == ["Mug", "Cup"]
    (batch,) = app.imports.batches()
    assert "**shoes\\.csv** · 2 campaigns · Ada" in words(at)
    at.button(key=f"import-undo-{batch.id}").click().run()
    assert "2 taken out" in words(at)
    assert app.campaigns.list() == ()
    assert not any(button.key == f"import-undo-{batch.id}" for button in at.button)


def test_every_problem_stands_by_row_and_column_and_nothing_is_imported(
    app: Application, open_page: Open, brand: Brand
) -> None:
    rows = b"".join(b"Mug,a mug,nowhere\n" for _ in range(40))
    at = uploaded(open_page("pages/imports.py"), "products", b"title,description,link\n" + rows)
    said = words(at).replace("\\", "")
    assert "**79 problems**" in said
    assert "Row 2, column “link”: The link is not a web address." in said
    assert "Row 3, column “title”: Row 2 has this name already." in said
    assert "And 49 more." in said
    assert list(at.dataframe[0].value["To mend"])[:2] == ["link", "title, link"]
    assert at.button(key="import-go").disabled


def test_a_file_that_cannot_be_read_says_where(app: Application, open_page: Open) -> None:
    at = uploaded(open_page("pages/imports.py"), "personas", b"name,description\nAnn,\xff\n")
    assert "Row 2, column “description”: This is not UTF-8" in words(at).replace("\\", "")
    assert not at.dataframe


def test_markup_of_a_file_is_shown_as_text(app: Application, open_page: Open) -> None:
    content = f'"{HOSTILE}",description\nAnn,\n'.encode()
    at = uploaded(open_page("pages/imports.py"), "personas", content, name=f"{HOSTILE}.csv")
    html = "\n".join(element.proto.body for element in at.get("html"))
    assert "<script>" not in html
    assert "**x**" not in "\n".join(str(element.value) for element in at.markdown)


def test_a_correction_holds_for_the_mended_file(app: Application, open_page: Open, brand: Brand) -> None:
    at = uploaded(open_page("pages/imports.py"), "products", PRODUCTS.replace(b"https", b"ftp"))
    at.selectbox(key=column(at, "product")).set_value("note").run()
    assert "not a web address" in words(at)
    uploaded(at, "products", PRODUCTS)
    assert at.selectbox(key=column(at, "product")).value == "note"
    assert not at.button(key="import-go").disabled


def test_what_is_in_use_stays(app: Application, open_page: Open, brand: Brand) -> None:
    imported(app, ImportKind.PERSONAS, b"name,description\nAnn,40\nBo,50\n")
    app.campaigns.create(brand_id=brand.id, name="Warm", persona_ids=(app.personas.list()[0].id,))
    at = open_page("pages/imports.py")
    (batch,) = app.imports.batches()
    at.button(key=f"import-undo-{batch.id}").click().run()
    assert "1 taken out; 1 is in use and stays." in words(at).replace("\\", "")
    assert [persona.name for persona in app.personas.list()] == ["Ann"]


def test_what_is_there_is_left_out_when_asked(app: Application, open_page: Open) -> None:
    app.personas.create(name="Ann", description="40")
    at = uploaded(open_page("pages/imports.py"), "personas", b"name,description\nann,40\nBo,50\n")
    assert "There is a persona of this name already" in words(at)
    at.toggle(key="import-leave-out").set_value(True).run()
    assert "1 there already, left out" in words(at)
    assert at.button(key="import-go").label == "Import 1 persona"


def test_products_and_ads_need_a_brand_first(app: Application, open_page: Open) -> None:
    at = open_page("pages/imports.py")
    for kind in ("products", "texts"):
        at.pills(key="import-kind").set_value(kind).run()
        assert "First, who is speaking?" in words(at)
        assert not at.file_uploader


def test_texts_of_ads_can_be_rewritten_in_the_studio(app: Application, open_page: Open) -> None:
    app.samples.load()
    campaign = app.campaigns.list()[0]
    at = uploaded(open_page("pages/imports.py"), "texts", b"Title,Body\nHot Till Noon,Keeps drinks at 60 C.\n")
    at.selectbox(key="import-brand").set_value(campaign.brand_id).run()
    assert "House models are not shown them" in words(at)
    at.toggle(key="import-as-examples").set_value(True).run()
    at.button(key="import-go").click().run()
    assert "2 texts added" in words(at)
    at = open_page("pages/studio.py", campaign=campaign.id)
    box = at.selectbox(key=f"studio-rewrite-earlier-{campaign.brand_id}")
    assert box.options == ["Meta headline: Hot Till Noon", "Meta primary text: Keeps drinks at 60 C."]
    chosen = next(text.id for text in app.imports.texts(campaign.brand_id) if text.channel == "meta_headline")
    box.set_value(chosen).run()
    assert at.text_area(key="studio-rewrite").value == "Hot Till Noon"
    at.button(key="studio-generate").click().run()
    run_id = str(at.query_params["run"][0] if isinstance(at.query_params["run"], list) else at.query_params["run"])
    finish(app, run_id)
    assert app.generation.watch(run_id).cells[0].cell.brief.rewrite == "Hot Till Noon"


def test_without_earlier_texts_the_studio_offers_none(app: Application, open_page: Open) -> None:
    app.samples.load()
    at = open_page("pages/studio.py")
    assert not any("earlier" in (box.key or "") for box in at.selectbox)
