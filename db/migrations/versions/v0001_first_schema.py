"""The first schema.

The tables stand here as they were at this release; later migrations change them from here.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    String,
    Text,
    UniqueConstraint,
)

from db.migrations.append_only import make_append_only
from db.types import UtcDateTime

revision = "0001"
down_revision = None

ID = String(32)


def upgrade() -> None:
    op.create_table(
        "profiles",
        Column("id", ID, primary_key=True),
        Column("name", Text, nullable=False),
        Column("created_at", UtcDateTime, nullable=False),
    )

    op.create_table(
        "brands",
        Column("id", ID, primary_key=True),
        Column("name", Text, nullable=False),
        Column("voice", Text, nullable=False),
        Column("words_to_use", JSON, nullable=False),
        Column("words_banned", JSON, nullable=False),
        Column("facts", JSON, nullable=False),
        Column("is_sample", Boolean, nullable=False),
        Column("archived", Boolean, nullable=False),
        Column("created_at", UtcDateTime, nullable=False),
    )

    op.create_table(
        "personas",
        Column("id", ID, primary_key=True),
        Column("name", Text, nullable=False),
        Column("description", Text, nullable=False),
        Column("wants", Text, nullable=False),
        Column("stops", Text, nullable=False),
        Column("how_to_speak", Text, nullable=False),
        Column("example", Text, nullable=False),
        Column("is_sample", Boolean, nullable=False),
        Column("archived", Boolean, nullable=False),
        Column("created_at", UtcDateTime, nullable=False),
    )

    op.create_table(
        "campaigns",
        Column("id", ID, primary_key=True),
        Column("brand_id", ID, ForeignKey("brands.id"), nullable=False, index=True),
        Column("name", Text, nullable=False),
        Column("product", Text, nullable=False),
        Column("facts", JSON, nullable=False),
        Column("offer", Text, nullable=False),
        Column("cta", Text, nullable=False),
        Column("link", Text, nullable=False),
        Column("tone", Text, nullable=False),
        Column("language", Text, nullable=False),
        Column("required", JSON, nullable=False),
        Column("persona_ids", JSON, nullable=False),
        Column("channels", JSON, nullable=False),
        Column("starts_on", Date),
        Column("ends_on", Date),
        Column("status", String(16), nullable=False),
        Column("is_sample", Boolean, nullable=False),
        Column("archived", Boolean, nullable=False),
        Column("created_at", UtcDateTime, nullable=False),
    )

    op.create_table(
        "recipes",
        Column("id", ID, primary_key=True),
        Column("name", Text, nullable=False, unique=True),
        Column("settings", JSON, nullable=False),
        Column("created_at", UtcDateTime, nullable=False),
    )

    op.create_table(
        "runs",
        Column("id", ID, primary_key=True),
        Column("status", String(16), nullable=False, index=True),
        Column("model", Text, nullable=False),
        Column("n", Integer, nullable=False),
        Column("seed", BigInteger, nullable=False),
        Column("campaign_id", ID, index=True),
        Column("profile_id", ID),
        Column("created_at", UtcDateTime, nullable=False, index=True),
        Column("finished_at", UtcDateTime),
        Column("error", Text, nullable=False),
    )

    op.create_table(
        "run_cells",
        Column("run_id", ID, ForeignKey("runs.id"), primary_key=True),
        Column("index", Integer, primary_key=True, autoincrement=False),
        Column("brief", JSON, nullable=False),
        Column("recipe", JSON, nullable=False),
        Column("persona_id", ID),
        Column("channel", Text, nullable=False),
    )

    op.create_table(
        "drafts",
        Column("id", ID, primary_key=True),
        Column("run_id", ID, ForeignKey("runs.id"), nullable=False),
        Column("cell", Integer, nullable=False),
        Column("number", Integer, nullable=False),
        Column("text", Text, nullable=False),
        Column("length", Integer, nullable=False),
        Column("limit", Integer),
        Column("passed", Boolean, nullable=False),
        Column("checks", JSON, nullable=False),
        Column("score", Float, nullable=False),
        Column("rank", Integer),
        Column("tokens", Integer, nullable=False),
        Column("seconds", Float, nullable=False),
        Column("provenance", JSON, nullable=False),
        Column("created_at", UtcDateTime, nullable=False),
        Column("replaces", ID, index=True),
        UniqueConstraint("run_id", "cell", "number"),
    )

    op.create_table("pins", Column("variant_id", ID, ForeignKey("drafts.id"), primary_key=True))

    op.create_table(
        "ratings",
        Column("seq", Integer, primary_key=True),
        Column("id", ID, nullable=False, unique=True),
        Column("submit_key", String(64), nullable=False, unique=True),
        Column("variant_id", ID, ForeignKey("drafts.id"), nullable=False, index=True),
        Column("profile_id", ID, ForeignKey("profiles.id"), nullable=False),
        Column("stars", Integer, nullable=False),
        Column("reasons", JSON, nullable=False),
        Column("comment", Text, nullable=False),
        Column("position", Integer, nullable=False),
        Column("seconds", Float, nullable=False),
        Column("created_at", UtcDateTime, nullable=False),
    )

    op.create_table(
        "edits",
        Column("seq", Integer, primary_key=True),
        Column("id", ID, nullable=False, unique=True),
        Column("submit_key", String(64), nullable=False, unique=True),
        Column("variant_id", ID, ForeignKey("drafts.id"), nullable=False, index=True),
        Column("profile_id", ID, ForeignKey("profiles.id"), nullable=False),
        Column("text", Text, nullable=False),
        Column("length", Integer, nullable=False),
        Column("passed", Boolean, nullable=False),
        Column("checks", JSON, nullable=False),
        Column("created_at", UtcDateTime, nullable=False),
    )

    op.create_table(
        "comparisons",
        Column("seq", Integer, primary_key=True),
        Column("id", ID, nullable=False, unique=True),
        Column("submit_key", String(64), nullable=False, unique=True),
        Column("better_id", ID, ForeignKey("drafts.id"), nullable=False, index=True),
        Column("worse_id", ID, ForeignKey("drafts.id"), nullable=False, index=True),
        Column("profile_id", ID, ForeignKey("profiles.id"), nullable=False),
        Column("created_at", UtcDateTime, nullable=False),
    )

    op.create_table(
        "decisions",
        Column("seq", Integer, primary_key=True),
        Column("id", ID, nullable=False, unique=True),
        Column("submit_key", String(64), nullable=False, unique=True),
        Column("variant_id", ID, ForeignKey("drafts.id"), nullable=False, index=True),
        Column("profile_id", ID, ForeignKey("profiles.id"), nullable=False),
        Column("verdict", String(16), nullable=False),
        Column("reason", Text, nullable=False),
        Column("created_at", UtcDateTime, nullable=False),
    )

    make_append_only("ratings", "edits", "comparisons", "decisions")
