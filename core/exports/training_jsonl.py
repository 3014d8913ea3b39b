"""What people taught by rating, editing, approving and comparing, as lines that TRL trains on.

One JSON object a line, in the shapes of TRL's datasets (TRL 1.16, Dataset formats, read 2026-11-24):

- ``{"type": "sft", "prompt", "completion"}``: a text that was approved, edited, or rated 4 stars or more;
- ``{"type": "preference", "prompt", "chosen", "rejected"}``: an edit over what it replaced, the better of two that were
  compared, and of two texts for one brief the one with at least 2 stars more;
- ``{"type": "label", "prompt", "completion", "label"}``: a rated text, ``true`` from 4 stars on.

The prompt is the one that the (chosen) text was drawn with. Every line says where it comes from, so that data can be
split by brand: ``source``, ``variants`` and ``profiles`` (ids), ``brand``, ``channel``, ``stars`` (the mean of each
person's newest rating of that very text, or null) and, of a preference, ``rejected_stars``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

from core.domain import Brief, Comparison, Edit, Variant, Verdict
from core.errors import InvalidInput
from core.exports.taught import Preferred, Taught, Wording, compared, put_together

LIKED = 4.0
"""Stars from which on a text is one to be written like."""
CLEARLY = 2.0
"""Stars between two texts of one brief that make one of them the better, whoever rated them."""

Line = dict[str, Any]


def to_training_jsonl(
    variants: Sequence[Variant], edits: Sequence[Edit] = (), comparisons: Sequence[Comparison] = ()
) -> bytes:
    """UTF-8, texts as they are. Raises InvalidInput where nothing was taught."""
    lines = lines_of(variants, edits, comparisons)
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode("utf-8")


def lines_of(
    variants: Sequence[Variant], edits: Sequence[Edit] = (), comparisons: Sequence[Comparison] = ()
) -> list[Line]:
    """The lines as objects; ``edits`` and ``comparisons`` are oldest first. Raises InvalidInput."""
    taught = put_together(variants, edits)
    everything = tuple(taught.values())
    by_hand = compared(taught, comparisons)
    known = {frozenset((one.better.id, one.worse.id)) for one in by_hand}
    lines = [line for one in everything for line in _to_be_written_like(one)]
    lines += [_preference("edited", one) for one in _mended(everything)]
    lines += [_preference("compared", one) for one in by_hand if one.better.text != one.worse.text]
    lines += [_preference("rated", one) for one in _clearly_better(everything, known)]
    lines += [line for one in everything for line in _labels(one)]
    if not lines:
        raise InvalidInput(
            "format", "Nothing in the selection teaches anything yet.", "Rate, edit, approve or compare some texts."
        )
    return lines


def _to_be_written_like(one: Taught) -> Iterator[Line]:
    """Every text that was liked, and what stands now where it was approved, or edited and not disliked since."""
    variant, found = one.variant, {}
    if one.verdict is Verdict.REJECTED:
        return
    for text in one.ratings:
        if (one.stars(text) or 0) >= LIKED:
            found[text] = ("rated", one.raters(text))
    if one.edits and (one.stars(variant.text) or LIKED) >= LIKED:
        found[variant.text] = ("edited", [one.edits[-1].profile_id])
    if variant.decision and one.verdict is Verdict.APPROVED:
        found[variant.text] = ("approved", [variant.decision.profile_id])
    for text, (source, people) in found.items():
        asked = {"type": "sft", "prompt": variant.draft.provenance.prompt, "completion": text}
        yield {**asked, **_about(source, [Wording(one, text)], people)}


def _mended(taught: Iterable[Taught]) -> Iterator[Preferred]:
    """Edits over what they replaced."""
    for one in taught:
        now, before = one.variant.text, one.variant.draft.text
        if one.edits and now != before:
            yield Preferred(Wording(one, now), Wording(one, before), [one.edits[-1].profile_id])


def _clearly_better(taught: Iterable[Taught], known: set[frozenset[str]]) -> Iterator[Preferred]:
    """Pairs of one brief, as they stand now; those that are ``known`` need no stars."""
    briefs: dict[Brief, list[tuple[float, Wording]]] = defaultdict(list)
    for one in taught:
        stars = one.stars(one.variant.text)
        if stars is not None:
            briefs[one.variant.brief].append((stars, Wording(one, one.variant.text)))
    for group in briefs.values():
        for pair in combinations(group, 2):
            (less, worse), (more, better) = sorted(pair, key=lambda rated: rated[0])
            if more - less >= CLEARLY and better.text != worse.text and frozenset((better.id, worse.id)) not in known:
                people = [*better.taught.raters(better.text), *worse.taught.raters(worse.text)]
                yield Preferred(better, worse, people)


def _labels(one: Taught) -> Iterator[Line]:
    for text in one.ratings:
        liked = (one.stars(text) or 0) >= LIKED
        asked = {"prompt": one.variant.draft.provenance.prompt, "completion": text, "label": liked}
        yield {"type": "label", **asked, **_about("rated", [Wording(one, text)], one.raters(text))}


def _preference(source: str, said: Preferred) -> Line:
    prompt = said.better.taught.variant.draft.provenance.prompt
    asked = {"prompt": prompt, "chosen": said.better.text, "rejected": said.worse.text}
    about = _about(source, [said.better, said.worse], said.people)
    return {"type": "preference", **asked, **about, "rejected_stars": said.worse.stars}


def _about(source: str, wordings: Sequence[Wording], people: Sequence[str]) -> Line:
    """Where a line comes from; of several wordings the first is the one to be learnt."""
    first = wordings[0]
    brief = first.taught.variant.brief
    return {
        "source": source,
        "variants": list(dict.fromkeys(one.id for one in wordings)),
        "profiles": list(dict.fromkeys(people)),
        "brand": brief.brand,
        "channel": brief.channel,
        "stars": first.stars,
    }
