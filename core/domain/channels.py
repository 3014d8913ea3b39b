"""Channels of a team's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnChannel:
    """A channel field of the team's own, or its change of one of the catalogue: ``fields`` are written as in there."""

    id: str
    fields: dict[str, Any]
