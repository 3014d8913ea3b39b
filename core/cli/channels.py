"""The channels that a command knows: the catalogue's, and the team's own where there is a database that has them."""

from __future__ import annotations

from contextlib import closing

from core.channels.catalogue import Catalogue, load_catalogue
from core.library.channels import ChannelService
from core.settings import Settings
from db.database import Database


def known_channels(settings: Settings) -> Catalogue:
    """Makes no database where there is none. Raises StorageError."""
    catalogue = Catalogue(load_catalogue().all())
    if settings.has_database:
        with closing(Database(settings.resolved_database_url)) as database:
            database.migrate(settings.var_dir / "backups")
            ChannelService(database, catalogue).load()
    return catalogue
