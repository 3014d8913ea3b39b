"""The frames as HTML: whatever a text holds, it is only text; what is cut says so."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from core.channels.catalogue import load_catalogue
from core.domain import Brief
from core.previews.surfaces import SURFACES, Device, Surface, surface_by_id
from pages.components.preview import preview_html
from pages.components.surface import surface_html
from tests.support.building import a_brief
from tests.support.previewing import LINK, TEXTS
from tests.unit.exports.examples import a_variant

OWN_TAGS = {"div", "span", "b", "i", "p", "ul", "li", "details", "summary", "bdi"}
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "![x](https://evil.example/x.png) **bold** [link](javascript:alert(1))",
    "</div></details></summary><style>*{display:none}</style>",
    "\u202eمرحبا بكم <b>\u202c",
    "&lt;b&gt; &amp;",
    "<" * 10_000,
    "a" * 10_000,
    "👨\u200d👩\u200d👧\u200d👦" * 500,
)


class Tags(HTMLParser):
    """Every element and attribute, and that they are nested as they should be."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.id)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_only_text(surface: Surface, text: str) -> None:
    texts = {channel: [text, f"{text} "] for channel in surface.channels}
    for device in surface.devices:
        html = preview_html(texts, surface, brand=text[:200], link=f"https://{text}", device=device)
        found = Tags(html)
        assert found.tags <= OWN_TAGS
        assert found.attributes <= {"class", "dir", "style", "role", "aria-label", "aria-hidden"}
        assert text[:20] in found.text


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.id)
def test_a_surface_without_texts_is_still_a_frame(surface: Surface) -> None:
    assert Tags(preview_html({}, surface, brand="Brightmug")).tags <= OWN_TAGS


@pytest.mark.parametrize("text", HOSTILE[:6], ids=range(6))
@pytest.mark.parametrize("channel", load_catalogue().all(), ids=lambda channel: channel.id)
def test_a_hostile_variant_is_only_text_in_review(channel: object, text: str) -> None:
    assert Tags(review_html(channel.id, text)).tags <= OWN_TAGS  # type: ignore[attr-defined]


def test_what_is_cut_can_be_opened_or_ends_in_dots() -> None:
    html = preview_html(TEXTS, surface_by_id("meta_feed"), brand="Brightmug", link=LINK, theme="dark")
    shown = TEXTS["meta_primary"][0][:125].rstrip()
    assert f'<span class="hs-f-seen">{shown}</span><span class="hs-f-more">… See more</span>' in html
    assert 'class="hs-frame hs-of-feed hs-on-desktop hs-in-dark"' in html
    assert "Meta primary text: the first 125 of 147 are seen." in html
    html = preview_html(TEXTS, surface_by_id("inbox"), brand="Brightmug", device=Device.PHONE)
    assert ">Your coffee, still warm at the en…<" in html


def test_an_address_is_the_host_with_the_paths_of_the_ad() -> None:
    html = preview_html(TEXTS, surface_by_id("search"), brand="Brightmug", link=LINK, seed=0)
    assert "brightmug.example › mugs › self-heating" in html
    assert "utm_source" not in html


def test_a_link_of_its_own_stands_for_the_campaigns() -> None:
    surface = surface_by_id("x")
    with_own = preview_html({"x_post": ["See brightmug.com now"]}, surface, brand="Brightmug", link=LINK)
    without = preview_html({"x_post": ["See us now"]}, surface, brand="Brightmug", link=LINK)
    assert "brightmug.example" not in with_own
    assert "brightmug.example/warm/self-heat…" in without


def test_a_variant_in_review_is_whole_with_its_claims_and_its_cut() -> None:
    text = f"{'Brightmug keeps drinks at 60 C. ' * 4}Take 99% off."
    html = review_html("meta_primary", text)
    assert Tags(html).text.replace("… See more", "").find(text) >= 0
    assert html.count('class="hs-claim"') == 4
    assert 'class="hs-claim hs-unsupported"' in html
    before, after = html.split('<span class="hs-f-more">… See more</span>')
    assert "drinks at" in re.sub(r"<[^>]*>", "", before)
    assert after.startswith('<span class="hs-unseen">')


def review_html(channel_id: str, text: str, **fields: object) -> str:
    brief: Brief = a_brief(channel=channel_id, link=LINK, **fields)
    return surface_html(a_variant(brief=brief, text=text), load_catalogue().get(channel_id))
