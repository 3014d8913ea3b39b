"""Variants as JSON, one object a line: the variant line, then the other columns of the review export."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from core.domain import Variant
from core.exports.rows import UNNAMED, Names, row_of
from core.exports.variant_line import variant_line


def to_jsonl(variants: Sequence[Variant], names: Names = UNNAMED) -> bytes:
    """UTF-8, texts as they are, unescaped."""
    lines = (json.dumps(_line(variant, names), ensure_ascii=False) for variant in variants)
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _line(variant: Variant, names: Names) -> dict[str, Any]:
    """Text, length and checks are of the newest edit, as everywhere."""
    line = {
        **variant_line(variant.brief, variant.draft),
        "text": variant.text,
        "length": variant.length,
        "passed": variant.passed,
        "checks": [asdict(check) for check in variant.checks],
    }
    return {**line, **{name: value for name, value in row_of(variant, names).items() if name not in line}}
