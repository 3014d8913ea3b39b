"""One transaction around one use case."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from core.domain import Comparison, Decision, Edit, Rating
from core.errors import StorageError
from db import tables
from db.repositories.ads import Ads
from db.repositories.campaigns import Campaigns
from db.repositories.channels import OwnChannels
from db.repositories.connections import Connections, Prices
from db.repositories.drafts import Drafts
from db.repositories.exports import Exports
from db.repositories.imports import ImportBatches, OwnTexts
from db.repositories.library import Brands, Personas
from db.repositories.pins import Pins
from db.repositories.profiles import Profiles
from db.repositories.recipes import Recipes
from db.repositories.runs import Runs
from db.repositories.sayings import Comparisons, Sayings
from db.repositories.spending import Ceilings, Usages
from db.repositories.variants import Variants

ALONE_LOCK = 7_201_946_312
"""An arbitrary number, next to the one that migrations lock."""


class UnitOfWork:
    """``with database.work() as work: …; work.commit()``. Without the commit, nothing has happened."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Self:
        self._connection = _connect(self._engine)
        try:
            self._transaction = self._connection.begin()
        except BaseException:
            self._connection.close()
            raise
        self.profiles = Profiles(self._connection)
        self.brands = Brands(self._connection)
        self.personas = Personas(self._connection)
        self.campaigns = Campaigns(self._connection)
        self.recipes = Recipes(self._connection)
        self.runs = Runs(self._connection)
        self.drafts = Drafts(self._connection)
        self.ratings = Sayings(self._connection, tables.ratings, Rating)
        self.edits = Sayings(self._connection, tables.edits, Edit)
        self.comparisons = Comparisons(self._connection, tables.comparisons, Comparison)
        self.decisions = Sayings(self._connection, tables.decisions, Decision)
        self.pins = Pins(self._connection)
        self.variants = Variants(self._connection)
        self.ads = Ads(self._connection)
        self.exports = Exports(self._connection)
        self.import_batches = ImportBatches(self._connection)
        self.own_texts = OwnTexts(self._connection)
        self.own_channels = OwnChannels(self._connection)
        self.connections = Connections(self._connection)
        self.prices = Prices(self._connection)
        self.usage = Usages(self._connection)
        self.ceilings = Ceilings(self._connection)
        return self

    def alone(self) -> None:
        """Wait until every other unit of work that asked for this is over, as checking before adding needs.

        SQLite has one writer at a time without asking.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(select(func.pg_advisory_xact_lock(ALONE_LOCK)))

    def commit(self) -> None:
        self._transaction.commit()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._transaction.is_active:
                self._transaction.rollback()
        finally:
            self._connection.close()


def _connect(engine: Engine) -> Connection:
    try:
        return engine.connect()
    except NoConnectionFree as error:
        raise StorageError("The database is busy, so nothing was done.", "Try again in a moment.") from error
