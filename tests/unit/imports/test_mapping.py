from __future__ import annotations

import pytest

from core.domain import ImportKind
from core.errors import InvalidInput
from core.imports.fields import fields_of
from core.imports.mapping import corrected, guess

PERSONAS, PRODUCTS, TEXTS = ImportKind.PERSONAS, ImportKind.PRODUCTS, ImportKind.TEXTS


def found(kind: ImportKind, *columns: str) -> dict[str, tuple[str, ...]]:
    """Only the fields that a column was found for."""
    return {name: own for name, own in guess(kind, columns).items() if own}


@pytest.mark.parametrize("kind", ImportKind)
def test_a_field_goes_by_its_own_name(kind: ImportKind) -> None:
    for field in fields_of(kind):
        assert found(kind, field.name) == {field.name: (field.name,)}
        assert found(kind, field.name.replace("_", " ").upper()) == {
            field.name: (field.name.replace("_", " ").upper(),)
        }


def test_a_feed_of_google_merchant_center_is_known() -> None:
    columns = ("id", "title", "description", "link", "image_link", "price", "product_highlight", "brand", "gtin")
    assert found(PRODUCTS, *columns) == {
        "name": ("title",),
        "product": ("description",),
        "facts": ("product_highlight",),
        "link": ("link",),
    }


def test_an_export_of_shopify_is_known() -> None:
    columns = ("Handle", "Title", "Body (HTML)", "Vendor", "Type", "Tags", "Published", "Image Src", "SEO Title")
    assert found(PRODUCTS, *columns) == {"name": ("Title",), "product": ("Body (HTML)",), "keywords": ("Tags",)}


def test_an_export_of_google_ads_editor_is_known() -> None:
    headlines = tuple(f"Headline {place}" for place in range(1, 16))
    descriptions = tuple(f"Description {place}" for place in range(1, 5))
    positions = tuple(f"{text} position" for text in (*headlines, *descriptions))
    columns = ("Campaign", "Ad group", "Ad type", *headlines, *positions, *descriptions, "Path 1", "Final URL")
    assert found(TEXTS, *columns) == {
        "ad": ("Campaign",),
        "group": ("Ad group",),
        "google_headline": headlines,
        "google_description": descriptions,
    }


def test_an_export_of_meta_ads_manager_is_known() -> None:
    columns = ("Campaign Name", "Ad Set Name", "Ad Name", "Title", "Additional Title 1", "Body", "Additional Body 9")
    assert found(TEXTS, *columns, "Link", "Link Description") == {
        "ad": ("Campaign Name",),
        "group": ("Ad Set Name",),
        "meta_headline": ("Title", "Additional Title 1"),
        "meta_primary": ("Body", "Additional Body 9"),
        "meta_description": ("Link Description",),
    }


def test_a_misspelled_heading_is_taken_and_another_word_is_not() -> None:
    assert found(PERSONAS, "Nmae", "Discription", "Shoe size") == {"description": ("Discription",)}
    assert found(PRODUCTS, "Others", "Linked") == {}


def test_the_likeliest_heading_wins_and_no_column_is_two_fields() -> None:
    assert found(PRODUCTS, "Title", "Name", "Description", "Product") == {"name": ("Name",), "product": ("Product",)}
    assert found(PRODUCTS, "Title") == {"name": ("Title",)}


def test_corrections_take_the_place_of_the_guess() -> None:
    columns = ("Title", "Note", "A", "B")
    chosen = guess(PRODUCTS, columns)
    given = ["product=Note", "facts=A", "facts=B", "name="]
    assert corrected(PRODUCTS, columns, chosen, given) == {
        **chosen,
        "name": (),
        "product": ("Note",),
        "facts": ("A", "B"),
    }


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["product"], "no field and heading"),
        (["colour=Note"], "no field and heading"),
        (["product=Shade"], "no column “Shade”"),
        (["product=Title", "product=Note"], "takes one column"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(given: list[str], words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        corrected(PRODUCTS, ("Title", "Note"), {}, given)
