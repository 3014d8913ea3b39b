from __future__ import annotations

from pathlib import Path

import pytest

from core.__main__ import main
from db.database import Database
from tests.support.building import a_brand, a_persona

Captured = pytest.CaptureFixture[str]
BRAND = a_brand()
PERSONA = a_persona()


@pytest.fixture
def shop(store: Database) -> Database:
    with store.work() as work:
        work.brands.add(BRAND)
        work.personas.add(PERSONA)
        work.commit()
    return store


def a_file(folder: Path, text: str) -> str:
    path = folder / "shoes.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_products_become_campaigns(shop: Database, tmp_path: Path, capsys: Captured) -> None:
    file = a_file(tmp_path, "title,note,description\nMug,a warm mug,long\nCup,a cup,long\n")
    given = ["--kind", "products", file, "--brand", BRAND.id, "--persona", PERSONA.id, "--channel", "sms"]
    assert main(["import", *given, "--column", "product=note"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == ["name: title", "product: note", "2 campaigns imported."]
    with shop.read() as work:
        campaigns = work.campaigns.list()
        (batch,) = work.import_batches.list()
    assert [(campaign.name, campaign.product) for campaign in campaigns] == [("Mug", "a warm mug"), ("Cup", "a cup")]
    assert (campaigns[0].persona_ids, campaigns[0].channels) == ((PERSONA.id,), ("sms",))
    assert batch.file_name == "shoes.csv"


def test_texts_and_personas_come_in_too(shop: Database, tmp_path: Path) -> None:
    ads = a_file(tmp_path, "Campaign,Headline 1\nWarm,Hot Till Noon\n")
    assert main(["import", "--kind", "texts", ads, "--brand", BRAND.id, "--as-examples"]) == 0
    assert main(["import", "--kind", "personas", a_file(tmp_path, "segment,description\nAnn,40\n")]) == 0
    with shop.read() as work:
        assert [(text.text, text.is_example) for text in work.own_texts.list()] == [("Hot Till Noon", True)]
        assert [persona.name for persona in work.personas.list()] == ["Ann", PERSONA.name]


def test_a_check_makes_nothing_and_names_everything(shop: Database, tmp_path: Path, capsys: Captured) -> None:
    good = a_file(tmp_path, "name,description\nAnn,40\n")
    assert main(["import", "--kind", "personas", good, "--check"]) == 0
    assert "1 persona would be imported." in capsys.readouterr().err
    bad = a_file(tmp_path, "name,description\n" + "Ann,\n" * 5)
    assert main(["import", "--kind", "personas", bad, "--check"]) == 2
    told = capsys.readouterr().err
    assert told.count("The description is empty.") == 5
    assert told.splitlines()[-1] == "file: 9 problems. Mend these and try again."
    with shop.read() as work:
        assert work.import_batches.list() == ()


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (["--kind", "products"], "brand"),
        (["--kind", "products", "--brand", "nobody"], "arguments"),
        (["--kind", "products", "--brand", BRAND.id, "--persona", "nobody"], "arguments"),
        (["--kind", "products", "--brand", BRAND.id, "--channel", "pigeon"], "channels"),
        (["--kind", "products", "--brand", BRAND.id, "--column", "shade=title"], "--column"),
        (["--kind", "pigeons"], "arguments"),
        ([], "arguments"),
    ],
)
def test_what_is_wrong_with_the_arguments_is_named(
    shop: Database, tmp_path: Path, capsys: Captured, given: list[str], named: str
) -> None:
    file = a_file(tmp_path, "title,description\nMug,a mug\n")
    assert main(["import", file, *given]) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith(f"{named}: ")
    with shop.read() as work:
        assert work.campaigns.list() == ()


def test_a_broken_file_is_refused_by_row_and_column(shop: Database, tmp_path: Path, capsys: Captured) -> None:
    file = a_file(tmp_path, "name,description\nAnn,\n")
    assert main(["import", "--kind", "personas", file]) == 2
    told = capsys.readouterr().err
    assert "file: Nothing was imported. Row 2, column “description”: The description is empty." in told


def test_a_file_or_folder_that_is_not_there_is_named(var_dir: Path, tmp_path: Path, capsys: Captured) -> None:
    assert main(["import", "--kind", "personas", str(tmp_path / "nothing.csv")]) == 2
    assert "nothing.csv cannot be read" in capsys.readouterr().err
    assert main(["import", "--kind", "personas", a_file(tmp_path, "name,description\nAnn,40\n")]) == 2
    assert "HOUSESTYLE_VAR_DIR" in capsys.readouterr().err
    assert not var_dir.exists()
