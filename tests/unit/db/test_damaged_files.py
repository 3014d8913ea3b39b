from __future__ import annotations

import random
from pathlib import Path

import pytest

from core.domain import VariantFilter
from core.errors import StorageError
from db.database import Database
from tests.drills.scale import share
from tests.support.building import a_brand, a_campaign, a_persona, a_rating, stored_variants

FILES = share(200)


@pytest.fixture(scope="module")
def good_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("good")
    database = Database(f"sqlite:///{folder / 'house.sqlite'}")
    database.migrate(folder / "backups")
    profile, _, drafts = stored_variants(database, 20)
    brand = a_brand()
    with database.work() as work:
        work.brands.add(brand)
        work.campaigns.add(a_campaign(brand))
        work.personas.add_all([a_persona(description="who " * 50) for _ in range(30)])
        for draft in drafts:
            work.ratings.add(a_rating(draft, profile))
        work.commit()
    database.close()
    return (folder / "house.sqlite").read_bytes()


def test_a_damaged_file_is_our_error_and_never_written_over(good_file: bytes, tmp_path: Path) -> None:
    chance = random.Random(6)
    refused = 0
    for number in range(FILES):
        path = tmp_path / f"{number}.sqlite"
        damaged = bytearray(good_file)
        for _ in range(chance.choice((1, 40, 400))):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        refused += reading_is_refused(path)
        assert path.read_bytes() == damaged
    assert refused > 0, "no file was damaged enough to show anything"


def reading_is_refused(path: Path) -> bool:
    """Open and read everything; True when it came to one of our errors. Any other error fails the test."""
    database = Database(f"sqlite:///{path}")
    try:
        database.migrate(path.parent / "backups")
        with database.read() as work:
            work.profiles.list()
            work.brands.list()
            work.personas.list()
            work.campaigns.list()
            for run in work.runs.list():
                work.drafts.list(run.id)
            work.variants.list(VariantFilter())
    except StorageError:
        return True
    finally:
        database.close()
    return False
