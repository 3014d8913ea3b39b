"""The tables. Columns carry the names of the dataclasses' fields; lists and settings are JSON.

What people say (ratings, edits, comparisons, decisions) is append-only: triggers made by the first
migration refuse UPDATE and DELETE. ``seq`` gives those rows their order.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from db.types import UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ID = String(32)
NONE_YET = "[]"
"""What a list column of a later migration holds in the rows that were there before."""

profiles = Table(
    "profiles",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

brands = Table(
    "brands",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", Text, nullable=False),
    Column("voice", Text, nullable=False),
    Column("words_to_use", JSON, nullable=False),
    Column("words_banned", JSON, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("local_only", Boolean, nullable=False, server_default=false()),
    Column("is_sample", Boolean, nullable=False),
    Column("archived", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

personas = Table(
    "personas",
    metadata,
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

campaigns = Table(
    "campaigns",
    metadata,
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
    Column("keywords", JSON, nullable=False, server_default=NONE_YET),
    Column("placeholders", JSON, nullable=False, server_default=NONE_YET),
    Column("persona_ids", JSON, nullable=False),
    Column("channels", JSON, nullable=False),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("status", String(16), nullable=False),
    Column("is_sample", Boolean, nullable=False),
    Column("archived", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

recipes = Table(
    "recipes",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("settings", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

runs = Table(
    "runs",
    metadata,
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

run_cells = Table(
    "run_cells",
    metadata,
    Column("run_id", ID, ForeignKey("runs.id"), primary_key=True),
    Column("index", Integer, primary_key=True, autoincrement=False),
    Column("brief", JSON, nullable=False),
    Column("recipe", JSON, nullable=False),
    Column("persona_id", ID),
    Column("channel", Text, nullable=False),
    Column("n", Integer),
    Column("model", Text),
)

drafts = Table(
    "drafts",
    metadata,
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

pins = Table("pins", metadata, Column("variant_id", ID, ForeignKey("drafts.id"), primary_key=True))

ratings = Table(
    "ratings",
    metadata,
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

edits = Table(
    "edits",
    metadata,
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

comparisons = Table(
    "comparisons",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("submit_key", String(64), nullable=False, unique=True),
    Column("better_id", ID, ForeignKey("drafts.id"), nullable=False, index=True),
    Column("worse_id", ID, ForeignKey("drafts.id"), nullable=False, index=True),
    Column("profile_id", ID, ForeignKey("profiles.id"), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("submit_key", String(64), nullable=False, unique=True),
    Column("variant_id", ID, ForeignKey("drafts.id"), nullable=False, index=True),
    Column("profile_id", ID, ForeignKey("profiles.id"), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

ads = Table(
    "ads",
    metadata,
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

exports = Table(
    "exports",
    metadata,
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

export_templates = Table(
    "export_templates",
    metadata,
    Column("format", String(32), primary_key=True),
    Column("header", JSON, nullable=False),
    Column("file_name", Text, nullable=False),
)

import_batches = Table(
    "import_batches",
    metadata,
    Column("id", ID, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("made", JSON, nullable=False),
    Column("profile_id", ID),
    Column("created_at", UtcDateTime, nullable=False),
    Column("undone_at", UtcDateTime),
)

own_texts = Table(
    "own_texts",
    metadata,
    Column("id", ID, primary_key=True),
    Column("brand_id", ID, ForeignKey("brands.id"), nullable=False, index=True),
    Column("channel", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("ad", Text, nullable=False),
    Column("group", Text, nullable=False),
    Column("is_example", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

own_channels = Table(
    "own_channels",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("fields", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

connections = Table(
    "connections",
    metadata,
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

usage = Table(
    "usage",
    metadata,
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

ceilings = Table(
    "ceilings",
    metadata,
    Column("id", ID, primary_key=True),
    Column("scope", String(16), nullable=False),
    Column("most", BigInteger, nullable=False),
    Column("campaign_id", ID),
    Column("created_at", UtcDateTime, nullable=False),
)

prices = Table(
    "prices",
    metadata,
    Column("id", ID, primary_key=True),
    Column("model", Text, nullable=False),
    Column("prompt", Float, nullable=False),
    Column("completion", Float, nullable=False),
    Column("source", Text, nullable=False),
    Column("checked", Date, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

APPEND_ONLY = ("ratings", "edits", "comparisons", "decisions")
