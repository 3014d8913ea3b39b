"""What came in and what went out: imports, exports, texts of earlier days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRecord:
    """One file that left: who took what, and when. ``sha256`` and ``size``, in bytes, are of the file's content."""

    id: str
    profile_id: str | None
    format: str
    file_name: str
    mime: str
    variants: int
    size: int
    sha256: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportTemplate:
    """The header of an account's own export, which a file for that platform takes over."""

    format: str
    header: tuple[str, ...]
    file_name: str


class ImportKind(StrEnum):
    PERSONAS = "personas"
    PRODUCTS = "products"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportBatch:
    """One file that was brought in, and the ids of what it made, so that it can be taken out again."""

    id: str
    kind: ImportKind
    file_name: str
    made: tuple[str, ...]
    profile_id: str | None
    created_at: datetime
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnText:
    """A text that the brand used before, brought in from an ad platform: to be rewritten, or to be written like.

    ``ad`` and ``group`` name where it stood.
    """

    id: str
    brand_id: str
    channel: str
    text: str
    ad: str = ""
    group: str = ""
    is_example: bool = False
