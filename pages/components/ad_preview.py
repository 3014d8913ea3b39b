"""An ad as it may be seen: one combination of its texts."""

from __future__ import annotations

import streamlit as st

from core.ads.view import AdView
from core.placeholders import filled
from core.previews.combination import Pins, Texts, next_seed
from core.previews.surfaces import Device, surface_of
from pages.components.preview import preview_html


def ad_preview(view: AdView) -> None:
    """The surface of the ad's first channel, another combination at a click; nothing where there are no texts yet."""
    texts, pins = _texts(view), _pins(view)
    surface = surface_of(view.parts[0].channel)
    if not any(texts.get(channel) for channel in surface.channels):
        return
    key = f"ad-seed-{view.ad.id}"
    seed = int(st.session_state.get(key, 0))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        device = st.segmented_control(
            "Desktop or phone",
            [one.value for one in surface.devices],
            default=surface.devices[0].value,
            format_func=str.capitalize,
            required=True,
            key=f"ad-device-{view.ad.id}",
            label_visibility="collapsed",
        )
        following = next_seed(texts, surface, seed=seed, pins=pins)
        if following is not None:
            st.button(
                "Another combination",
                icon=":material/shuffle:",
                key="ad-another",
                on_click=_go_to,
                args=(key, following),
            )
    brief = view.brief
    st.html(
        preview_html(texts, surface, brand=brief.brand, link=brief.link, pins=pins, seed=seed, device=Device(device))
    )


def _texts(view: AdView) -> Texts:
    """By channel, as they will be read."""
    return {
        part.channel.id: [filled(slot.text, view.brief.placeholders) for slot in part.slots if slot.text]
        for part in view.parts
    }


def _pins(view: AdView) -> Pins:
    pins: dict[str, dict[str, int]] = {}
    for part in view.parts:
        for slot in part.slots:
            if slot.slot.pin is not None:
                pins.setdefault(part.channel.id, {})[filled(slot.text, view.brief.placeholders)] = slot.slot.pin
    return pins


def _go_to(key: str, seed: int) -> None:
    st.session_state[key] = seed
