"""Ads put together, placeholders and keywords, files that left and came in, texts and channels of the team's own."""

from __future__ import annotations

from alembic import op
from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Integer, LargeBinary, String, Text

from db.types import UtcDateTime

revision = "0002"
down_revision = "0001"

ID = String(32)
NONE_YET = "[]"


def upgrade() -> None:
    for column in ("keywords", "placeholders"):
        op.add_column("campaigns", Column(column, JSON, nullable=False, server_default=NONE_YET))
    op.add_column("run_cells", Column("n", Integer))

    op.create_table(
        "ads",
        Column("id", ID, primary_key=True),
        Column("campaign_id", ID, nullable=False, index=True),
        Column("persona_id", ID, nullable=False),
        Column("kind", String(32), nullable=False),
        Column("model", Text, nullable=False),
        Column("seed", BigInteger, nullable=False),
        Column("slots", JSON, nullable=False),
        Column("run_ids", JSON, nullable=False),
        Column("settled", Integer, nullable=False),
        Column("left_out", JSON, nullable=False),
        Column("profile_id", ID),
        Column("created_at", UtcDateTime, nullable=False),
    )

    op.create_table(
        "exports",
        Column("id", ID, primary_key=True),
        Column("profile_id", ID),
        Column("format", String(32), nullable=False),
        Column("file_name", Text, nullable=False),
        Column("mime", Text, nullable=False),
        Column("variants", Integer, nullable=False),
        Column("size", Integer, nullable=False),
        Column("sha256", String(64), nullable=False),
        Column("content", LargeBinary, nullable=False),
        Column("created_at", UtcDateTime, nullable=False, index=True),
    )

    op.create_table(
        "export_templates",
        Column("format", String(32), primary_key=True),
        Column("header", JSON, nullable=False),
        Column("file_name", Text, nullable=False),
    )

    op.create_table(
        "import_batches",
        Column("id", ID, primary_key=True),
        Column("kind", String(16), nullable=False),
        Column("file_name", Text, nullable=False),
        Column("made", JSON, nullable=False),
        Column("profile_id", ID),
        Column("created_at", UtcDateTime, nullable=False),
        Column("undone_at", UtcDateTime),
    )

    op.create_table(
        "own_texts",
        Column("id", ID, primary_key=True),
        Column("brand_id", ID, ForeignKey("brands.id"), nullable=False, index=True),
        Column("channel", Text, nullable=False),
        Column("text", Text, nullable=False),
        Column("ad", Text, nullable=False),
        Column("group", Text, nullable=False),
        Column("is_example", Boolean, nullable=False),
        Column("created_at", UtcDateTime, nullable=False),
    )

    op.create_table(
        "own_channels",
        Column("id", String(64), primary_key=True),
        Column("fields", JSON, nullable=False),
        Column("created_at", UtcDateTime, nullable=False),
    )
