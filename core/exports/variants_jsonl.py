"""The same rows as JSON, one object a line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any


def to_jsonl(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """UTF-8, texts as they are."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8")
