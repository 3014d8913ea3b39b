"""What a run is asked for so that an ad's gaps are filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.ads.coverage import Point, covers
from core.ads.kinds import Part
from core.ads.view import AdView
from core.angles import KEYWORD, angled
from core.channels.catalogue import Channel
from core.domain import Brief, Recipe, RunRequest
from core.generation.plan import MOST_CELLS
from core.sampling import PRESETS

OF_ONE = 3
EACH = 2
"""Variants of each angle: the better one may be like a text that stands already."""
ANGLES_A_GAP, LEAST_ANGLES = 2, 8
ROUNDS = ("Balanced", "Bold", "Bold")
"""Recipes of the first run and of those after it, where it left gaps: bolder, as the plain texts are there by then."""


def request_for(
    view: AdView, briefs: Mapping[str, Brief], keywords: Sequence[str], *, turn: int, seed: int
) -> RunRequest | None:
    """Texts of several angles for each part with gaps, angles that no text has yet first; None where nothing is
    missing. ``briefs`` are those of the ad's campaign and persona by channel."""
    asked = [
        brief
        for part in view.parts
        if part.channel.drafted and part.gaps
        for brief in _angles(part.part, part.channel, briefs[part.part.channel], keywords, view, turn)[
            : _most(part.gaps, part.part.count)
        ]
    ][:MOST_CELLS]
    if not asked:
        return None
    name = ROUNDS[min(turn, len(ROUNDS) - 1)]
    return RunRequest(
        briefs=tuple(asked),
        recipes=(Recipe(id=name.lower(), name=name, settings=PRESETS[name]),),
        model=view.ad.model,
        n=EACH,
        seed=seed,
        campaign_id=view.ad.campaign_id,
        profile_id=view.ad.profile_id,
        persona_ids=(view.ad.persona_id,) * len(asked),
    )


def _most(gaps: int, count: int) -> int:
    """Angles to ask for: two for each gap, but not so few that all come to what stands already; of an ad's only text
    three to choose from."""
    return max(ANGLES_A_GAP * gaps, LEAST_ANGLES) if count > 1 else OF_ONE


def _angles(
    part: Part, channel: Channel, brief: Brief, keywords: Sequence[str], view: AdView, turn: int
) -> list[Brief]:
    if channel.lines == "many":
        return [brief]  # a long text tells all
    wanted = keywords if part.count >= 5 and not channel.sentences else ()
    said = [slot.text for own in view.parts if own.part == part for slot in own.slots if not slot.is_gap]
    return sorted(angled(brief, channel, wanted, turn=turn), key=lambda one: _is_said(one, said, view))


def _is_said(brief: Brief, said: Sequence[str], view: AdView) -> bool:
    """Whether a text has the angle's point already."""
    own = [point for point, _ in view.coverage if point.what and point.what in brief.angle]
    own += [Point(KEYWORD, point.what) for point in own if point.kind == KEYWORD]
    return bool(own) and all(any(covers(text, point, brief) for text in said) for point in own)
