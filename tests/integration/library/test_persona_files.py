from __future__ import annotations

import pytest

from core.errors import ImportRejected
from core.library.personas import PersonaService
from db.database import Database
from tests.support.building import a_brand, a_campaign

FIELDS = ("name", "description", "wants", "stops", "how_to_speak", "example")


@pytest.fixture
def personas(database: Database) -> PersonaService:
    return PersonaService(database)


def test_personas_leave_as_csv_and_come_back_the_same_in_the_same_order(personas: PersonaService) -> None:
    for number, text in enumerate(('says "hi", twice', "=1+1", "two\nlines", "שלום 👩‍👩‍👧")):
        personas.create(name=f"Person {number}", description=text, wants=text, example=text)
    before = personas.list()
    content = personas.export_csv()
    for persona in before:
        personas.archive(persona.id)
    personas.import_csv(content)
    told = [tuple(getattr(persona, field) for field in FIELDS) for persona in personas.list()]
    assert told == [tuple(getattr(persona, field) for field in FIELDS) for persona in before]


def test_a_file_with_one_bad_row_brings_nothing(personas: PersonaService) -> None:
    content = "name,description\r\nMaya,a nurse\r\n,nobody\r\nTom," + "x" * 601 + "\r\n"
    with pytest.raises(ImportRejected) as refused:
        personas.import_csv(content.encode())
    assert [(problem.row, problem.column) for problem in refused.value.problems] == [(3, "name"), (4, "description")]
    assert personas.list() == ()


def test_rows_are_listed_in_the_order_of_the_file(personas: PersonaService) -> None:
    rows = "".join(f"Person {number},somebody\r\n" for number in range(300))
    made = personas.import_csv(f"name,description\r\n{rows}".encode())
    assert len(made) == 300
    assert personas.list() == made


def test_a_persona_knows_the_campaigns_that_speak_to_it(personas: PersonaService, database: Database) -> None:
    maya, tom = (personas.create(name=name, description="somebody") for name in ("Maya", "Tom"))
    brand = a_brand()
    campaign = a_campaign(brand, persona_ids=(maya.id,))
    with database.work() as work:
        work.brands.add(brand)
        work.campaigns.add(campaign)
        work.commit()
    assert personas.used_in(maya.id) == (campaign,)
    assert personas.used_in(tom.id) == ()
