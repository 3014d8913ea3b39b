"""Connections to servers elsewhere, what they took and cost, and brands that stay on this machine."""

from __future__ import annotations

from alembic import op
from sqlalchemy import JSON, BigInteger, Boolean, Column, Date, Float, Integer, String, Text, false

from db.types import UtcDateTime

revision = "0003"
down_revision = "0002"

ID = String(32)


def upgrade() -> None:
    op.add_column("run_cells", Column("model", Text))
    op.add_column("brands", Column("local_only", Boolean, nullable=False, server_default=false()))

    op.create_table(
        "connections",
        Column("id", ID, primary_key=True),
        Column("name", String(64), nullable=False, unique=True),
        Column("address", Text, nullable=False),
        Column("models", JSON, nullable=False),
        Column("key_source", String(16), nullable=False),
        Column("key_name", Text, nullable=False),
        Column("key_cipher", Text, nullable=False),
        Column("pool", String(64), nullable=False),
        Column("at_once", Integer, nullable=False),
        Column("per_minute", Integer, nullable=False),
        Column("seconds", Float, nullable=False),
        Column("api_version", Text, nullable=False),
        Column("capabilities", JSON),
        Column("created_at", UtcDateTime, nullable=False),
    )

    op.create_table(
        "usage",
        Column("id", ID, primary_key=True),
        Column("run_id", ID, nullable=False, index=True),
        Column("campaign_id", ID, index=True),
        Column("connection", String(64), nullable=False),
        Column("model", Text, nullable=False),
        Column("prompt_tokens", Integer, nullable=False),
        Column("completion_tokens", Integer, nullable=False),
        Column("cost", BigInteger),
        Column("created_at", UtcDateTime, nullable=False, index=True),
    )

    op.create_table(
        "ceilings",
        Column("id", ID, primary_key=True),
        Column("scope", String(16), nullable=False),
        Column("most", BigInteger, nullable=False),
        Column("campaign_id", ID),
        Column("created_at", UtcDateTime, nullable=False),
    )

    op.create_table(
        "prices",
        Column("id", ID, primary_key=True),
        Column("model", Text, nullable=False),
        Column("prompt", Float, nullable=False),
        Column("completion", Float, nullable=False),
        Column("source", Text, nullable=False),
        Column("checked", Date, nullable=False),
        Column("created_at", UtcDateTime, nullable=False),
    )
