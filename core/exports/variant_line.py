"""The variant line: what the command line prints and the JSONL export begins with."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from core.domain import Brief, Draft


def variant_line(brief: Brief, draft: Draft) -> dict[str, Any]:
    """Where it goes, the text, its checks, and what it was drawn with. A whole run
    draws it again; alone it comes out otherwise where the settings have variety."""
    return {
        "persona": brief.persona.name,
        "channel": brief.channel,
        "rank": draft.rank,
        "text": draft.text,
        "length": draft.length,
        "limit": draft.limit,
        "passed": draft.passed,
        "checks": [asdict(check) for check in draft.checks],
        "score": round(draft.score, 4),
        **asdict(draft.provenance),
        "seconds": round(draft.seconds, 3),
    }
