"""What a command must know of connections before it writes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from core.connections.local_only import LocalOnly
from core.connections.service import ConnectionService
from core.domain import Brief
from core.settings import Settings
from db.database import Database


def require_local_only(settings: Settings, model_id: str, briefs: Sequence[Brief]) -> None:
    """As ``LocalOnly.require``; where there is no database no model is remote. Raises InvalidInput, StorageError."""
    if not settings.has_database:
        return
    with closing(Database(settings.resolved_database_url)) as database:
        database.migrate(settings.var_dir / "backups")
        LocalOnly(database, ConnectionService(database, settings).is_remote).require(model_id, briefs)
