from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.channels.catalogue import load_catalogue
from core.domain import CampaignStatus
from core.errors import InvalidInput, NotFound, StorageError
from core.library.brands import BrandService
from core.library.campaigns import CampaignService
from core.library.personas import PersonaService
from core.text_input import clean_list
from db.database import Database
from db.unit_of_work import UnitOfWork

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
MARKUP = "<b>bold</b> &amp; **stars** {{name}} $x$ ![pixel](https://tracker.example/p.png)"


@pytest.fixture
def brands(database: Database) -> BrandService:
    return BrandService(database)


@pytest.fixture
def personas(database: Database) -> PersonaService:
    return PersonaService(database)


@pytest.fixture
def campaigns(database: Database) -> CampaignService:
    return CampaignService(database, load_catalogue())


Create = Callable[..., Any]


@pytest.fixture
def create(request: pytest.FixtureRequest, brands: BrandService) -> Create:
    """Creates a thing of the kind named by the parameter, with the fields that it needs."""

    def brand(**fields: Any) -> Any:
        return brands.create(**{"name": "Ottermoss", **fields})

    def persona(**fields: Any) -> Any:
        service: PersonaService = request.getfixturevalue("personas")
        return service.create(**{"name": "Maya", "description": "a nurse", **fields})

    def campaign(**fields: Any) -> Any:
        service: CampaignService = request.getfixturevalue("campaigns")
        return service.create(**{"brand_id": brand().id, "name": "Boots", **fields})

    made: Create = {"brand": brand, "persona": persona, "campaign": campaign}[request.param]
    return made


@pytest.fixture
def service(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


each_kind = pytest.mark.parametrize(
    ("create", "service"),
    [("brand", "brands"), ("persona", "personas"), ("campaign", "campaigns")],
    indirect=True,
    ids=["brand", "persona", "campaign"],
)


@each_kind
def test_a_thing_is_created_edited_and_found_again(create: Create, service: Any) -> None:
    thing = create(name="  First name ")
    assert thing.name == "First name"
    assert service.get(thing.id) == thing
    saved = service.save(replace(thing, name="Second name"))
    assert service.get(thing.id) == saved
    assert service.list(search="second") == (saved,)
    assert service.list(search="first") == ()


@each_kind
def test_a_copy_is_the_teams_own_and_leaves_the_original(create: Create, service: Any) -> None:
    thing = create(name="n" * 80, is_sample=True)
    service.archive(thing.id)
    copy = service.duplicate(thing.id)
    assert copy == replace(thing, id=copy.id, name=f"{'n' * 70} (copy)", is_sample=False, archived=False)
    assert copy.id != thing.id
    assert service.get(copy.id) == copy
    assert service.get(thing.id) == replace(thing, archived=True)


@each_kind
def test_what_is_archived_is_out_of_sight_until_restored(create: Create, service: Any) -> None:
    thing = create()
    service.archive(thing.id)
    assert service.list() == ()
    assert service.list(archived=True) == (replace(thing, archived=True),)
    service.restore(thing.id)
    assert service.list() == (thing,)


@each_kind
def test_the_newest_comes_first(create: Create, service: Any) -> None:
    names = [create(name=f"name {number}").name for number in range(3)]
    assert [thing.name for thing in service.list(search="name ")] == names[::-1]


@each_kind
@on_sqlite
def test_what_is_not_there_is_not_found(create: Create, service: Any) -> None:
    thing = replace(create(), id="0" * 32)
    for ask in (service.get, service.archive, service.restore, service.duplicate):
        with pytest.raises(NotFound):
            ask(thing.id)
    with pytest.raises(NotFound):
        service.save(thing)


@each_kind
@on_sqlite
@pytest.mark.parametrize(
    "name",
    ["", " \t\n\u2003", "x" * 81, "x" * 100_000, "nul\x00", "half\ud83d", "two\nlines", "two\u2028lines"],
    ids=["empty", "blank", "81", "100,000", "nul", "half a pair", "two lines", "two lines, otherwise"],
)
def test_a_name_that_cannot_be_used_is_refused_and_nothing_stored(create: Create, service: Any, name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        create(name=name)
    assert refused.value.field == "name"
    assert refused.value.mend
    assert service.list() == ()


TEXT_FIELDS = {
    "brand": {"voice": 600, "words_to_use": 60, "words_banned": 60, "facts": 240},
    "persona": {"description": 600, "wants": 300, "stops": 300, "how_to_speak": 400, "example": 400},
    "campaign": {"product": 200, "facts": 240, "offer": 200, "cta": 60, "tone": 120, "required": 60},
}
LISTS = ("words_to_use", "words_banned", "facts", "required")
EVERY_FIELD = [(kind, field, longest) for kind, fields in TEXT_FIELDS.items() for field, longest in fields.items()]


@on_sqlite
@pytest.mark.parametrize(("create", "field", "longest"), EVERY_FIELD, indirect=["create"])
def test_every_text_field_keeps_its_longest_and_refuses_more(create: Create, field: str, longest: int) -> None:
    def value(text: str) -> Any:
        return (text,) if field in LISTS else text

    assert getattr(create(**{field: value("é" * longest)}), field) == value("é" * longest)
    for wrong in ("é" * (longest + 1), "x" * 100_000, "a\x00b", "a\udfffb"):
        with pytest.raises(InvalidInput) as refused:
            create(**{field: value(wrong)})
        assert refused.value.field == field


@pytest.mark.parametrize(("create", "field", "longest"), EVERY_FIELD, indirect=["create"])
@on_sqlite
def test_markup_is_stored_as_typed(create: Create, field: str, longest: int, database: Database) -> None:
    text = MARKUP[:longest].strip()
    thing = create(**{field: (text,) if field in LISTS else text})
    with database.read() as work:
        stored = repository_of(work, thing).get(thing.id)
    assert getattr(stored, field) == ((text,) if field in LISTS else text)


def repository_of(work: UnitOfWork, thing: Any) -> Any:
    return {"Brand": work.brands, "Persona": work.personas, "Campaign": work.campaigns}[type(thing).__name__]


@on_sqlite
def test_lists_drop_blanks_and_repeats_and_have_a_most(brands: BrandService) -> None:
    brand = brands.create(name="B", facts=("one", " one ", "", "  ", "two"))
    assert brand.facts == ("one", "two")
    with pytest.raises(InvalidInput) as refused:
        brands.create(name="B", facts=tuple(f"fact {number}" for number in range(21)))
    assert refused.value.field == "facts"
    assert clean_list("facts", ["b", "a", "b"], longest_item=1, most=2) == ("b", "a")


@on_sqlite
@pytest.mark.parametrize("search", ["x" * 100_000, "a\x00", "\ud800"])
def test_a_search_that_cannot_be_is_refused_in_our_words(personas: PersonaService, search: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        personas.list(search=search)
    assert refused.value.field == "search"


def test_a_search_looks_into_what_a_persona_wants_and_says(personas: PersonaService) -> None:
    maya = personas.create(name="Maya", description="a nurse", wants="BOOTS für Ältere", how_to_speak="50% wry_ly")
    personas.create(name="Tom", description="a dog owner")
    for search in ("boots", "ÄLTERE", "50%", "wry_", "  nurse "):
        assert personas.list(search=search) == (maya,), search
    assert personas.list(search="wry%ly") == ()


@on_sqlite
@pytest.mark.parametrize("create", ["campaign"], indirect=True)
def test_a_campaign_whose_channel_is_no_longer_known_can_still_be_put_away(
    create: Create, campaigns: CampaignService, database: Database
) -> None:
    old = replace(create(), channels=("retired_channel",))
    with database.work() as work:
        work.campaigns.update(old)
        work.commit()
    campaigns.archive(old.id)
    assert campaigns.list(archived=True) == (replace(old, archived=True),)


@on_sqlite
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"brand_id": ""}, "brand_id"),
        ({"channels": ("sms", "carrier_pigeon")}, "channels"),
        ({"starts_on": date(2026, 5, 2), "ends_on": date(2026, 5, 1)}, "ends_on"),
        ({"language": "tlh"}, "language"),
        ({"cta": "two\nlines"}, "cta"),
        ({"required": tuple("abcdef")}, "required"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "example.com"}, "link"),
        ({"link": "https://"}, "link"),
        ({"link": "https://[half"}, "link"),
        ({"link": "https://two words.example"}, "link"),
        ({"link": "https://x.example/" + "x" * 500}, "link"),
    ],
    ids=str,
)
@pytest.mark.parametrize("create", ["campaign"], indirect=True)
def test_a_campaign_that_cannot_be_is_refused(
    create: Create, campaigns: CampaignService, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        create(**fields)
    assert refused.value.field == field
    assert campaigns.list() == ()


def test_a_campaign_of_a_brand_that_is_gone_is_refused(campaigns: CampaignService) -> None:
    with pytest.raises(StorageError, match="not there"):
        campaigns.create(brand_id="0" * 32, name="Boots")
    assert campaigns.list() == ()


@pytest.mark.parametrize("create", ["campaign"], indirect=True)
def test_a_campaign_keeps_every_field(create: Create, campaigns: CampaignService) -> None:
    campaign = create(
        product="boots",
        facts=("540 g",),
        link="https://ottermoss.example/ä?q=1",
        channels=("sms", "push", "sms"),
        persona_ids=("a", "b", "a"),
        starts_on=date(2026, 5, 1),
        ends_on=date(2026, 5, 1),
        status=CampaignStatus.PAUSED,
        language="de",
    )
    assert campaign.channels == ("sms", "push")
    assert campaign.persona_ids == ("a", "b")
    assert campaigns.get(campaign.id) == campaign
