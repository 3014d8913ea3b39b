from __future__ import annotations

import pytest

from core.errors import StorageError
from db.database import Database
from tests.support.building import a_draft, a_profile, a_rating, a_run


def test_without_a_commit_nothing_has_happened(database: Database) -> None:
    with database.work() as work:
        work.profiles.add(a_profile())
    with database.read() as work:
        assert work.profiles.list() == ()


def test_an_error_rolls_everything_back(database: Database) -> None:
    def write_and_fail() -> None:
        with database.work() as work:
            work.profiles.add(a_profile())
            raise KeyError

    with pytest.raises(KeyError):
        write_and_fail()
    with database.read() as work:
        assert work.profiles.list() == ()


def test_a_rating_of_nothing_is_refused_in_our_words(database: Database) -> None:
    profile = a_profile()
    with database.work() as work:
        work.profiles.add(profile)
        work.commit()
    with pytest.raises(StorageError), database.work() as work:
        work.ratings.add(a_rating(a_draft(a_run()), profile))
