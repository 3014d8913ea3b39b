from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from core.domain import Comparison, Decision, Edit, Verdict
from core.errors import DatabaseDamaged, NotFound, StorageError
from db.database import Database
from db.unit_of_work import UnitOfWork
from tests.support.building import (
    NOON,
    a_brand,
    a_campaign,
    a_draft,
    a_profile,
    a_rating,
    a_run,
    new_id,
    stored_variants,
)

Write = Callable[[UnitOfWork, str, str], object]


def said(profile_id: str) -> dict[str, Any]:
    return {"id": new_id(), "submit_key": new_id(), "profile_id": profile_id, "created_at": NOON}


SAYINGS: dict[str, Write] = {
    "rating": lambda work, variant, profile: work.ratings.add(
        a_rating(a_draft(a_run(), id=variant), a_profile(id=profile))
    ),
    "edit": lambda work, variant, profile: work.edits.add(
        Edit(variant_id=variant, text="Hi", length=2, passed=True, checks=(), **said(profile))
    ),
    "comparison": lambda work, variant, profile: work.comparisons.add(
        Comparison(better_id=variant, worse_id=variant, **said(profile))
    ),
    "decision": lambda work, variant, profile: work.decisions.add(
        Decision(variant_id=variant, verdict=Verdict.APPROVED, reason="", **said(profile))
    ),
}


@pytest.mark.parametrize("unknown", ["variant", "profile"])
@pytest.mark.parametrize("kind", SAYINGS)
def test_a_saying_about_or_by_nobody_is_refused_in_our_words(database: Database, kind: str, unknown: str) -> None:
    profile, _, (draft,) = stored_variants(database)
    variant_id = new_id() if unknown == "variant" else draft.id
    profile_id = new_id() if unknown == "profile" else profile.id
    with pytest.raises(StorageError, match="not there"), database.work() as work:
        SAYINGS[kind](work, variant_id, profile_id)


def test_a_pin_of_nothing_and_a_campaign_of_nobody_are_refused_in_our_words(database: Database) -> None:
    with pytest.raises(StorageError, match="not there"), database.work() as work:
        work.pins.set(new_id(), True)
    with pytest.raises(StorageError, match="not there"), database.work() as work:
        work.campaigns.add(a_campaign(a_brand()))


def test_half_a_pair_is_refused_in_our_words(database: Database) -> None:
    with pytest.raises(StorageError, match="half of a pair"), database.work() as work:
        work.profiles.add(a_profile(name="a\ud800b"))


def test_the_same_id_under_another_submit_key_is_refused(database: Database) -> None:
    profile, _, (draft,) = stored_variants(database)
    with database.work() as work:
        work.ratings.add(a_rating(draft, profile, id="a" * 32, submit_key="first"))
        with pytest.raises(StorageError):
            work.ratings.add(a_rating(draft, profile, id="a" * 32, submit_key="second"))


def test_what_is_not_there_is_named(database: Database) -> None:
    with database.work() as work:
        for missing in (
            lambda: work.variants.get("gone"),
            lambda: work.drafts.get("gone"),
            lambda: work.runs.get("gone"),
            lambda: work.profiles.get("gone"),
            lambda: work.recipes.get("gone"),
        ):
            with pytest.raises(NotFound, match="gone"):
                missing()


def test_a_stopped_script_rolls_back(database: Database) -> None:
    class Stop(BaseException):
        """As Streamlit stops a script."""

    def write_and_stop() -> None:
        with database.work() as work:
            work.profiles.add(a_profile())
            raise Stop

    with pytest.raises(Stop):
        write_and_stop()
    with database.read() as work:
        assert work.profiles.list() == ()


@pytest.mark.parametrize(
    ("statement", "read"),
    [
        ("UPDATE runs SET status = 'perhaps'", "runs"),
        ('UPDATE run_cells SET brief = \'{"brand": "only"}\'', "runs"),
        ("UPDATE drafts SET checks = '[1, 2]'", "drafts"),
    ],
)
def test_values_that_we_never_wrote_are_damage(
    database: Database, database_url: str, statement: str, read: str
) -> None:
    _, run, (draft,) = stored_variants(database)
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()
    with pytest.raises(DatabaseDamaged, match="Restore a backup"), database.read() as work:
        work.runs.get(run.id) if read == "runs" else work.drafts.get(draft.id)


def test_units_of_work_that_ask_to_be_alone_follow_one_another(database: Database) -> None:
    def add_unless_there() -> None:
        with database.work() as work:
            work.alone()
            if not work.profiles.list():
                time.sleep(0.02)  # time for another to come between the look and the addition
                work.profiles.add(a_profile())
            work.commit()

    threads = [threading.Thread(target=add_unless_there) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as work:
        assert len(work.profiles.list()) == 1


def test_comparisons_are_listed_once_however_many_ids_are_asked_for(database: Database) -> None:
    profile, run, _ = stored_variants(database)
    one, two = a_draft(run, 1, rank=2), a_draft(run, 2, rank=3)
    with database.work() as work:
        work.drafts.add_all([one, two])
        comparison = work.comparisons.add(Comparison(better_id=one.id, worse_id=two.id, **said(profile.id)))
        fill = [new_id() for _ in range(600)]
        assert work.comparisons.list([one.id, *fill, two.id]) == (comparison,)


def test_two_programs_that_migrate_at_once_both_end_well(database_url: str, tmp_path: Any) -> None:
    failures: list[BaseException] = []

    def migrate() -> None:
        opened = Database(database_url)
        try:
            opened.migrate(tmp_path / "backups")
        except StorageError as error:
            failures.append(error)
        finally:
            opened.close()

    threads = [threading.Thread(target=migrate) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    opened = Database(database_url)
    with opened.read() as work:
        assert work.profiles.list() == ()
    opened.close()
