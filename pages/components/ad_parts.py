"""The places of an ad, one a row: the text, how long it is, what is wrong, and what one can do to it."""

from __future__ import annotations

from html import escape

import streamlit as st

from core.ads.view import AdView, PartView, SlotView
from core.bootstrap import Application
from pages.components.ad_actions import act
from pages.components.errors import plain
from pages.components.variant_editor import edit_button, is_being_edited, variant_editor


def ad_part(app: Application, view: AdView, part: PartView, profile_id: str | None) -> None:
    """All places of one channel under its name."""
    full = len(part.slots) - part.gaps
    count = f"{full} of {len(part.slots)}" if part.channel.drafted else "filled in by you"
    st.subheader(f"{plain(part.channel.label)} · {count}", anchor=False)
    for slot in part.slots:
        with st.container(key=f"row-slot-{view.ad.id}-{part.part.channel}-{slot.slot.place}"):
            if part.channel.drafted:
                _written(app, view, part, slot, profile_id)
            else:
                _typed(app, view, part, slot)


def _written(app: Application, view: AdView, part: PartView, slot: SlotView, profile_id: str | None) -> None:
    variant = slot.variant
    if variant is None:
        st.html(f'<div class="hs-slot hs-empty-slot"><span class="hs-place">{slot.slot.place + 1}</span> empty</div>')
    elif is_being_edited(variant, profile_id):
        variant_editor(app, variant, profile_id or "")
    else:
        text, tools = st.columns([3, 2], vertical_alignment="center")
        text.html(_slot_html(slot, part))
        with tools, st.container(horizontal=True, horizontal_alignment="right", key=f"actions-{variant.id}"):
            if part.part.pins:
                _pin(app, view, part, slot)
            edit_button(variant, profile_id, label="")
            _keep(app, view, slot)
            _take_out(app, view, slot)


def _slot_html(slot: SlotView, part: PartView) -> str:
    variant = slot.variant
    assert variant is not None
    limit = f"/{part.channel.limit}" if part.channel.limit else ""
    problem = f'<span class="hs-fail">! {escape(slot.problem)}</span>' if slot.problem else ""
    angle = f'<span class="hs-why">{escape(variant.brief.angle)}</span>' if variant.brief.angle else ""
    return (
        f'<div class="hs-slot"><span class="hs-place">{slot.slot.place + 1}</span>'
        f'<span class="hs-copy" dir="auto">{escape(slot.text)}</span>'
        f'<div class="hs-checks"><span class="hs-count">{variant.length}{limit}</span>{problem}{angle}</div></div>'
    )


def _pin(app: Application, view: AdView, part: PartView, slot: SlotView) -> None:
    key = f"slot-pin-{view.ad.id}-{part.part.channel}-{slot.slot.place}"
    st.selectbox(
        "Position",
        range(part.part.pins + 1),
        index=slot.slot.pin or 0,
        format_func=lambda place: f"Pinned to {place}" if place else "Any place",
        key=key,
        label_visibility="collapsed",
        width=130,
        on_change=_set_pin,
        args=(app, view.ad.id, part.part.channel, slot.slot.place, key),
    )


def _keep(app: Application, view: AdView, slot: SlotView) -> None:
    own, kept = slot.slot, slot.slot.kept
    st.button(
        "",
        type="tertiary",
        icon=":material/lock:" if kept else ":material/lock_open:",
        help="Kept: it is not written anew. Click to let it go." if kept else "Keep it when the rest is written anew.",
        key=f"slot-keep-{view.ad.id}-{own.channel}-{own.place}",
        on_click=act,
        args=(app.ads.keep, view.ad.id, own.channel, own.place, not kept),
    )


def _take_out(app: Application, view: AdView, slot: SlotView) -> None:
    own = slot.slot
    st.button(
        "",
        type="tertiary",
        icon=":material/close:",
        help="Take it out; it is not chosen again.",
        key=f"slot-out-{view.ad.id}-{own.channel}-{own.place}",
        on_click=act,
        args=(app.ads.take_out, view.ad.id, own.channel, own.place),
    )


def _typed(app: Application, view: AdView, part: PartView, slot: SlotView) -> None:
    key = f"slot-text-{view.ad.id}-{part.part.channel}-{slot.slot.place}"
    st.text_input(
        f"{plain(part.channel.label)} {slot.slot.place + 1}",
        value=slot.text,
        key=key,
        placeholder=f"At most {part.channel.limit}" if part.channel.limit else "",
        on_change=_set_text,
        args=(app, view.ad.id, part.part.channel, slot.slot.place, key),
    )
    if slot.problem:
        st.markdown(f":orange[:material/error: {plain(slot.problem)}]")


def _set_pin(app: Application, ad_id: str, channel: str, place: int, key: str) -> None:
    act(app.ads.pin, ad_id, channel, place, st.session_state[key] or None)


def _set_text(app: Application, ad_id: str, channel: str, place: int, key: str) -> None:
    act(app.ads.type, ad_id, channel, place, st.session_state[key])
