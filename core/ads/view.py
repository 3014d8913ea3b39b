"""What a page shows of an ad: each place with its text, what is wrong with it, and what the whole of it says."""

from __future__ import annotations

from dataclasses import dataclass

from core.ads.coverage import Point
from core.ads.kinds import Kind, Part
from core.channels.catalogue import Channel
from core.domain import Ad, AdSlot, Brief, Variant
from core.generation.view import RunView


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotView:
    """``problem`` says why the place counts as a gap though there is a text, or what is odd about it; ``is_bad`` that
    filling the gaps replaces it."""

    slot: AdSlot
    text: str = ""
    variant: Variant | None = None
    problem: str = ""
    is_bad: bool = False

    @property
    def is_gap(self) -> bool:
        return not self.text or self.is_bad


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    part: Part
    channel: Channel
    slots: tuple[SlotView, ...]

    @property
    def gaps(self) -> int:
        return sum(slot.is_gap for slot in self.slots)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdView:
    """``coverage`` has for each point the places, "Google headline 3", that say it. ``run`` writes for it now, or came
    to no good end."""

    ad: Ad
    kind: Kind
    brief: Brief
    parts: tuple[PartView, ...]
    coverage: tuple[tuple[Point, tuple[str, ...]], ...]
    run: RunView | None = None

    @property
    def is_busy(self) -> bool:
        return self.run is not None and self.run.is_busy

    @property
    def gaps(self) -> int:
        """Places that a model is to write for and that have no good text."""
        return sum(part.gaps for part in self.parts if part.channel.drafted)

    @property
    def lacks_texts(self) -> bool:
        """Whether a place that a model is to write for is empty: one with a bad text waits for a person's click."""
        return any(not slot.text for part in self.parts if part.channel.drafted for slot in part.slots)
