"""What a frame is given: who speaks, where it leads, and the texts as safe HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.previews.surfaces import Device


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """``brand`` and ``link`` are plain text, for the frame to escape; ``parts`` are texts by role, escaped already."""

    brand: str
    link: str
    device: Device
    parts: Mapping[str, tuple[str, ...]]

    def text(self, role: str) -> str:
        """The part's first text; empty where there is none."""
        return next(iter(self.parts.get(role, ())), "")

    def texts(self, role: str) -> tuple[str, ...]:
        return self.parts.get(role, ())
