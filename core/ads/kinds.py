"""The kinds of ads that are put together, and how many texts of which channels each takes."""

from __future__ import annotations

from dataclasses import dataclass

from core.channels.catalogue import Catalogue
from core.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Part:
    """``count`` texts of one channel; ``pins`` are the positions that one can be fixed to, from 1; 0 is none."""

    channel: str
    count: int
    pins: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """``in_any_order`` says that the platform combines the texts as it likes, so that each must say its own."""

    id: str
    label: str
    parts: tuple[Part, ...]
    in_any_order: bool = True
    export: str = ""

    def part(self, channel: str) -> Part:
        """Raises InvalidInput for a channel that it has not."""
        for part in self.parts:
            if part.channel == channel:
                return part
        raise InvalidInput("channel", f"{self.label} has no “{channel}”.", "Choose one of its own.")


KINDS: dict[str, Kind] = {
    kind.id: kind
    for kind in (
        Kind(
            id="google_rsa",
            label="Google responsive search ad",
            parts=(
                Part("google_headline", 15, pins=3),
                Part("google_description", 4, pins=2),
                Part("google_path", 2),
            ),
            export="google-ads-editor",
        ),
        Kind(
            id="performance_max",
            label="Google Performance Max",
            parts=(
                Part("pmax_headline", 5),
                Part("pmax_long_headline", 2),
                Part("pmax_description", 4),
                Part("pmax_business_name", 1),
            ),
        ),
        Kind(
            id="demand_gen",
            label="Google Demand Gen",
            parts=(Part("demand_gen_headline", 5), Part("demand_gen_description", 5)),
        ),
        Kind(
            id="meta_feed",
            label="Meta feed ad",
            parts=(Part("meta_primary", 5), Part("meta_headline", 5), Part("meta_description", 1)),
            export="meta",
        ),
        Kind(
            id="email",
            label="Email",
            parts=(Part("email_subject", 1), Part("email_preheader", 1), Part("email_body", 1)),
            in_any_order=False,
            export="mail",
        ),
    )
}


def kind_of(kind_id: str) -> Kind:
    """Raises InvalidInput for an unknown kind."""
    if kind_id not in KINDS:
        raise InvalidInput("kind", f"There is no kind of ad “{kind_id}”.", f"Known: {', '.join(KINDS)}.")
    return KINDS[kind_id]


def drafted(kind: Kind, catalogue: Catalogue) -> tuple[Part, ...]:
    """The parts that a model writes; the others people fill in."""
    return tuple(part for part in kind.parts if catalogue.get(part.channel).drafted)
