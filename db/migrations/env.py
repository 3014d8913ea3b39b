"""Run by Alembic. The connection, and the transaction around the whole upgrade, are the caller's."""

from __future__ import annotations

from alembic import context

from db.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
