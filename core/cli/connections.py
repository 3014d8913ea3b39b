"""What a command must know of connections before it writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager

from core.connections.local_only import LocalOnly
from core.connections.remote import RemoteModels
from core.connections.service import ConnectionService
from core.domain import Brief
from core.models.shelf import ModelShelf
from core.settings import Settings
from core.spending.service import SpendingService
from db.database import Database


def require_local_only(settings: Settings, model_id: str, briefs: Sequence[Brief]) -> None:
    """As ``LocalOnly.require``; where there is no database no model is remote. Raises InvalidInput, StorageError."""
    if not settings.has_database:
        return
    with closing(Database(settings.resolved_database_url)) as database:
        database.migrate(settings.var_dir / "backups")
        LocalOnly(database, ConnectionService(database, settings).is_remote).require(model_id, briefs)


@contextmanager
def shelf_of(settings: Settings) -> Iterator[ModelShelf]:
    """The models of this machine, and of the connections where there is a database that has some."""
    with ExitStack() as steps:
        remote = None
        if settings.has_database:
            database = steps.enter_context(closing(Database(settings.resolved_database_url)))
            database.migrate(settings.var_dir / "backups")
            remote = RemoteModels(ConnectionService(database, settings), SpendingService(database))
        yield steps.enter_context(closing(ModelShelf(settings, remote=remote)))
