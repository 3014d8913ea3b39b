"""Triggers that let a table only grow, for everybody who can reach it."""

from __future__ import annotations

from collections.abc import Iterator

from alembic import op

POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION housestyle_append_only() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION '% are append-only: add a new row instead', TG_TABLE_NAME;
END
$$ LANGUAGE plpgsql
"""


def make_append_only(*tables: str) -> None:
    """Protect the tables, on whichever database the migration runs. They need ``seq``, ``id`` and ``submit_key``."""
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    if on_postgresql:
        op.execute(POSTGRESQL_FUNCTION)
    for table in tables:
        for statement in _on_postgresql(table) if on_postgresql else _on_sqlite(table):
            op.execute(statement)


def _on_postgresql(table: str) -> Iterator[str]:
    for action, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        yield (
            f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION housestyle_append_only()"
        )


def _on_sqlite(table: str) -> Iterator[str]:
    refuse = f"RAISE(ABORT, '{table} are append-only: add a new row instead')"
    for action in ("UPDATE", "DELETE"):
        yield f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} BEGIN SELECT {refuse}; END"
    # INSERT OR REPLACE deletes without asking the DELETE trigger, so a row that stands is defended here;
    # the same submit twice stays the one row it is.
    yield (
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} BEGIN "
        f"SELECT RAISE(IGNORE) WHERE EXISTS (SELECT 1 FROM {table} WHERE submit_key = NEW.submit_key); "
        f"SELECT {refuse} WHERE EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR seq = NEW.seq); END"
    )
