"""Texts as they appear where they go, on a desktop or a phone, in light or dark."""

from __future__ import annotations

from html import escape
from typing import Literal

from core.channels.catalogue import Catalogue, load_catalogue
from core.channels.links import without_links
from core.previews.combination import Pins, Texts, combination
from core.previews.placing import Placed, notes, placed
from core.previews.surfaces import Device, Surface
from pages.components.previews import FRAMES
from pages.components.previews.content import Content
from pages.components.previews.elements import seen_html

Theme = Literal["light", "dark"]


def preview_html(
    texts: Texts,
    surface: Surface,
    *,
    brand: str,
    link: str = "",
    pins: Pins | None = None,
    theme: Theme | None = None,
    seed: int = 0,
    device: Device | None = None,
    catalogue: Catalogue | None = None,
) -> str:
    """The surface with a combination of the texts (by channel id, the best first), and below it what of them is not
    seen; everything in it escaped. Without a theme it is the app's, without a device the surface's first, without a
    catalogue that of the file."""
    device = device or surface.devices[0]
    places = placed(combination(texts, surface, seed=seed, pins=pins), surface, device, catalogue or load_catalogue())
    content = Content(brand=brand, link=link_beside(link, surface, places), device=device, parts=_parts(places))
    return framed(content, surface, theme=theme) + notes_html((*notes(places), surface.note))


def framed(content: Content, surface: Surface, *, theme: Theme | None = None, bare: bool = False) -> str:
    """The surface's frame around its content, never wider than what it stands in; ``bare`` where that is a card."""
    classes = f"hs-frame hs-of-{surface.kind} hs-on-{content.device}"
    classes += (f" hs-in-{theme}" if theme else "") + (" hs-bare" if bare else "")
    label = escape(f"{surface.label}, {content.device}", quote=True)
    return f'<div class="{classes}" role="figure" aria-label="{label}">{FRAMES[surface.kind](content)}</div>'


def notes_html(said: tuple[str, ...]) -> str:
    lines = "".join(f"<p>{escape(note)}</p>" for note in said if note)
    return f'<div class="hs-notes">{lines}</div>' if lines else ""


def link_beside(link: str, surface: Surface, places: tuple[Placed, ...]) -> str:
    """The campaign's link, unless the surface is a post that brings its own."""
    has_own = any(without_links(text.text)[1] for one in places for text in one.texts)
    return "" if surface.kind == "post" and has_own else link


def _parts(places: tuple[Placed, ...]) -> dict[str, tuple[str, ...]]:
    return {one.part.role: tuple(seen_html(text, one.part.more) for text in one.texts) for one in places}
