"""Triggers that refuse UPDATE and DELETE, for everybody who can reach the table."""

from __future__ import annotations

from alembic import op

POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION housestyle_append_only() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION '% are append-only: add a new row instead', TG_TABLE_NAME;
END
$$ LANGUAGE plpgsql
"""


def make_append_only(*tables: str) -> None:
    """Protect the tables, on whichever database the migration runs."""
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    if on_postgresql:
        op.execute(POSTGRESQL_FUNCTION)
    for table in tables:
        for action in ("UPDATE", "DELETE"):
            name = f"{table}_no_{action.lower()}"
            if on_postgresql:
                op.execute(
                    f"CREATE TRIGGER {name} BEFORE {action} ON {table} "
                    "FOR EACH ROW EXECUTE FUNCTION housestyle_append_only()"
                )
            else:
                op.execute(
                    f"CREATE TRIGGER {name} BEFORE {action} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} are append-only: add a new row instead'); END"
                )
