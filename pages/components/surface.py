"""One variant as it looks where it goes, its claims marked and its cut where the platform cuts."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from core.channels.catalogue import Channel
from core.domain import Variant
from core.placeholders import filled, filled_brief, tokens_in
from core.previews.placing import Placed, notes, seen
from core.previews.surfaces import Device, surface_of
from pages.components.checks_line import checks_html
from pages.components.claims import with_claims
from pages.components.preview import framed, link_beside, notes_html
from pages.components.previews.content import Content


def surface(variant: Variant, channel: Channel) -> None:
    """The text in its frame on a phone, where most is cut; what comes after the cut is fainter, and below are its
    notes and checks."""
    st.html(
        f'<div class="hs-place">{escape(_named(channel))}</div>{surface_html(variant, channel)}'
        f"{checks_html(variant.length, variant.draft.limit, variant.checks)}"
    )


def surface_html(variant: Variant, channel: Channel) -> str:
    """The frame and its notes. Whoever decides has to read it all, so nothing is folded away; placeholders stand as
    what they may become."""
    stands_for = _stands_for(variant)
    brief = filled_brief(variant.brief)
    variant = replace(variant, text=filled(variant.text, variant.brief.placeholders), brief=brief)
    shown_on = surface_of(channel)
    part = next(part for part in shown_on.parts if part.channel == channel.id)
    cut = seen(variant.text, part, Device.PHONE, channel)
    places = (Placed(part=part, channel=channel, texts=(cut,)),)
    text = with_claims(variant.text, variant.brief, seen=cut.end if cut.is_cut else None, more=f"… {part.more}".strip())
    content = Content(
        brand=variant.brief.brand,
        link=link_beside(variant.brief.link, shown_on, places),
        device=Device.PHONE,
        parts={part.role: (text,)},
    )
    return framed(content, shown_on, bare=True) + notes_html((*notes(places), stands_for))


def _stands_for(variant: Variant) -> str:
    """Which words a program will put in."""
    samples = {one.token: one.sample for one in variant.brief.placeholders}
    told = [f"“{samples[token]}” stands for {token}" for token in tokens_in(variant.text) if token in samples]
    return "; ".join(dict.fromkeys(told))


def _named(channel: Channel) -> str:
    return channel.label if channel.label.startswith(channel.group) else f"{channel.group} · {channel.label}"
