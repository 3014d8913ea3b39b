"""Variants put together as ads: those of one campaign for one persona are one ad.

A platform's file is raw, so whatever the platform would refuse is refused here, by the row that it would stand in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.channels.catalogue import Catalogue, Channel
from core.channels.policies import POLICIES
from core.checks.placeholder import is_filled
from core.domain import Placeholder, Variant
from core.errors import ExportRefused, InvalidInput, RowProblem
from core.placeholders import filled, tokens_in, undeclared

FIRST_ROW = 2
"""The header is row 1."""


@dataclass(frozen=True, slots=True)
class Ad:
    """The texts of one ad by channel, in the order of the selection; ``variants`` are those that they are of."""

    campaign: str
    persona: str
    link: str
    texts: Mapping[str, Sequence[str]]
    variants: Sequence[Variant] = ()
    placeholders: Sequence[Placeholder] = ()


def ads_of(variants: Sequence[Variant], campaigns: Mapping[str, str], channels: Sequence[str]) -> list[Ad]:
    """One for each campaign and persona that has a text for one of the channels; ``campaigns`` are names by id."""
    groups: dict[tuple[str, str], list[Variant]] = {}
    for variant in variants:
        if variant.brief.channel in channels:
            groups.setdefault((variant.campaign_id or "", variant.brief.persona.name), []).append(variant)
    return [
        Ad(
            campaign=campaigns.get(campaign, own[0].brief.product),
            persona=persona,
            link=own[0].brief.link,
            texts={channel: [one.text for one in own if one.brief.channel == channel] for channel in channels},
            variants=own,
            placeholders=tuple({one: None for variant in own for one in variant.brief.placeholders}),
        )
        for (campaign, persona), own in groups.items()
    ]


def require_any(ads: Sequence[Ad], channels: Iterable[str], catalogue: Catalogue) -> None:
    """Raises InvalidInput where there is no ad."""
    if not ads:
        wanted = ", ".join(catalogue.get(channel).label for channel in channels)
        raise InvalidInput(
            "format", f"The selection has no texts for {wanted}.", "Select some, or choose another file."
        )


def require_valid(ads: Sequence[Ad], columns: Mapping[str, str], catalogue: Catalogue) -> None:
    """``columns`` are the headings by channel. Raises ExportRefused naming row and column of everything that the
    platform would refuse, InvalidInput where there is no ad."""
    require_any(ads, columns, catalogue)
    problems = [
        RowProblem(row=FIRST_ROW + place, column=column, what=what)
        for place, ad in enumerate(ads)
        for column, what in _problems(ad, columns, catalogue)
    ]
    if problems:
        raise ExportRefused(tuple(problems))


def _problems(ad: Ad, columns: Mapping[str, str], catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    if not ad.link.startswith(("http://", "https://")):
        yield "Link", "The campaign has no link that begins with https://."
    for channel_id, column in columns.items():
        channel, texts = catalogue.get(channel_id), ad.texts.get(channel_id, [])
        if len(texts) < channel.least:
            yield column, f"{len(texts)} of the at least {channel.least} that an ad needs."
        if len(texts) > channel.most:
            yield column, f"{len(texts)}, and an ad takes {channel.most}. Approve fewer."
        known = [text.casefold() for text in texts]
        for place, text in enumerate(texts):
            yield from ((f"{column} {place + 1}", what) for what in wrong(text, channel, ad.placeholders))
            first = known.index(known[place])
            if first < place:
                yield f"{column} {place + 1}", f"The same as {column} {first + 1}."


def wrong(text: str, channel: Channel, placeholders: Sequence[Placeholder] = ()) -> Iterator[str]:
    """What the platform would refuse in one text, in words; declared placeholders count as what they may become."""
    length = channel.length(filled(text, placeholders))
    for token in undeclared(text, placeholders):
        yield f"{token} is not declared in the campaign."
    for token in tokens_in(text):
        if not is_filled(token, channel):
            yield f"{channel.group} does not fill in {token}."
    if not text.strip():
        yield "It is empty."
    if text.strip() == "[]":
        yield "“[]” would erase what is there."
    if channel.longest is not None and length > channel.longest:
        yield f"{length} of at most {channel.longest}."
    if channel.lines == "one" and len(text.splitlines()) > 1:
        yield "It has more than one line."
    for rule in channel.policy:
        refused = POLICIES[rule](text)
        if refused:
            yield f"{channel.group} refuses {refused}."
