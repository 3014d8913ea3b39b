"""The surfaces: where texts are seen, of which channels' texts each is made, and where it cuts them.

Where a part names no cut of its own, it is the catalogue's ``visible``, whose source and date stand there. Cuts of
their own and their sources, all read 2026-11-26:

- Search, headlines: Google Ads Help, Text ads in Smart campaigns: on some widths a line is shortened with an ellipsis;
  up to 33 characters of all headlines together are safe with most Latin languages. No width is published. Third
  parties measure 600 px on a desktop, about 70 narrow letters, and lines that wrap on a phone.
- Search, how many: Google Ads Help, About responsive search ads: up to three headlines and two descriptions, in any
  order unless they are pinned; what must appear in every ad is pinned to headline 1 or 2 or description 1.
- Inbox: third parties' measurements: of a subject 50 on a desktop and 33 on a phone, of a preheader 99 and 40.
- Lock screen: Apple and Android name no numbers. Third parties: 49 in one line on Android until it is opened, four
  lines of about 178 together on an iPhone.
- A title in a shop: third parties: about 80 on a phone. Descriptions there are folded by our own reckoning.
- WeChat Moments: our own reckoning; no page of Tencent's could be read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from core.channels.catalogue import Channel
from core.errors import InvalidInput


class Device(StrEnum):
    DESK = "desktop"
    PHONE = "phone"


BOTH = (Device.DESK, Device.PHONE)
PLAIN, PLAIN_SURFACE = "x_post", "x"
"""What a text is shown as whose channel nobody knows any more: words under a name."""
WHOLE: Mapping[Device, int | None] = {Device.DESK: None, Device.PHONE: None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One place of a surface. ``most`` texts of the channel stand there at once, at least ``least`` where there are as
    many; ``joined`` is what stands between them in one line, else each stands alone.

    ``cuts`` are in the channel's counting; a device that is missing cuts at the catalogue's ``visible``. ``more`` is
    the word that unfolds the rest; where it is empty the rest cannot be had there.
    """

    role: str
    channel: str
    least: int = 1
    most: int = 1
    joined: str | None = None
    cuts: Mapping[Device, int | None] = field(default_factory=dict)
    lines: int | None = None
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """``kind`` is the frame that draws it. With ``drawn`` the platform itself chooses the texts and their order."""

    id: str
    label: str
    kind: str
    parts: tuple[Part, ...]
    devices: tuple[Device, ...] = BOTH
    drawn: bool = False
    note: str = ""

    @property
    def channels(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(part.channel for part in self.parts))


def _search(surface_id: str, label: str, headline: str, description: str, *others: Part) -> Surface:
    return Surface(
        id=surface_id,
        label=label,
        kind="search",
        drawn=True,
        parts=(
            Part(
                role="title",
                channel=headline,
                least=2,
                most=3,
                joined=" | ",
                cuts={Device.DESK: 70, Device.PHONE: None},
            ),
            Part(role="text", channel=description, least=1, most=2, joined=" ", cuts=WHOLE),
            *others,
        ),
        note="One of the combinations that Google may show: two or three headlines and one or two descriptions. Only "
        "the first 33 letters of the headlines' line are sure to be seen on every screen.",
    )


SURFACES: tuple[Surface, ...] = (
    _search(
        "search",
        "Search result",
        "google_headline",
        "google_description",
        Part(role="path", channel="google_path", least=2, most=2),
    ),
    _search("pmax_search", "Performance Max, search", "pmax_headline", "pmax_description"),
    Surface(
        id="pmax_card",
        label="Performance Max, card",
        kind="tile",
        parts=(
            Part(role="from", channel="pmax_business_name"),
            Part(role="title", channel="pmax_long_headline"),
            Part(role="text", channel="pmax_description"),
        ),
    ),
    Surface(
        id="demand_gen",
        label="Demand Gen card",
        kind="tile",
        parts=(
            Part(role="title", channel="demand_gen_headline"),
            Part(role="text", channel="demand_gen_description"),
        ),
    ),
    Surface(
        id="meta_feed",
        label="Meta feed",
        kind="feed",
        parts=(
            Part(role="text", channel="meta_primary", more="See more"),
            Part(role="title", channel="meta_headline"),
            Part(role="beside", channel="meta_description"),
        ),
    ),
    Surface(
        id="meta_reels",
        label="Meta reel",
        kind="video",
        devices=(Device.PHONE,),
        parts=(Part(role="text", channel="meta_reels", more="more"),),
    ),
    Surface(
        id="linkedin",
        label="LinkedIn post",
        kind="feed",
        parts=(
            Part(role="text", channel="linkedin_intro", more="more"),
            Part(role="title", channel="linkedin_headline"),
            Part(role="beside", channel="linkedin_description"),
        ),
    ),
    Surface(id="x", label="X post", kind="post", parts=(Part(role="text", channel="x_post"),)),
    Surface(
        id="instagram",
        label="Instagram caption",
        kind="caption",
        parts=(Part(role="text", channel="instagram_caption", more="more"),),
    ),
    Surface(
        id="tiktok",
        label="TikTok ad",
        kind="video",
        devices=(Device.PHONE,),
        parts=(Part(role="text", channel="tiktok_text"),),
    ),
    Surface(
        id="youtube",
        label="YouTube video",
        kind="watch",
        parts=(
            Part(role="title", channel="youtube_title"),
            Part(role="text", channel="youtube_description", more="more"),
        ),
    ),
    Surface(
        id="pinterest",
        label="Pinterest pin",
        kind="tile",
        parts=(
            Part(role="title", channel="pinterest_title"),
            Part(role="text", channel="pinterest_description"),
        ),
    ),
    Surface(
        id="inbox",
        label="Inbox",
        kind="inbox",
        parts=(
            Part(role="title", channel="email_subject", cuts={Device.DESK: 50}),
            Part(role="text", channel="email_preheader", cuts={Device.DESK: 99}),
        ),
    ),
    Surface(
        id="letter",
        label="Email",
        kind="letter",
        parts=(
            Part(role="text", channel="email_body"),
            Part(role="title", channel="email_subject", cuts=WHOLE),
        ),
    ),
    Surface(id="sms", label="SMS", kind="sms", devices=(Device.PHONE,), parts=(Part(role="text", channel="sms"),)),
    Surface(
        id="lock_screen",
        label="Lock screen",
        kind="lock_screen",
        devices=(Device.PHONE,),
        parts=(
            Part(role="text", channel="push", lines=1),
            Part(role="opened", channel="push", cuts={Device.PHONE: 178}, lines=4),
        ),
        note="Above as Android shows it until it is opened, in one line; below as an iPhone does, in four.",
    ),
    Surface(
        id="product",
        label="Product page",
        kind="product",
        parts=(
            Part(role="title", channel="amazon_title", cuts={Device.DESK: None}),
            Part(role="bullets", channel="amazon_bullet", least=5, most=5),
            Part(
                role="text",
                channel="product_description",
                cuts={Device.DESK: 400, Device.PHONE: 240},
                more="Read more",
            ),
        ),
    ),
    Surface(id="hero", label="Landing page", kind="hero", parts=(Part(role="title", channel="landing_hero"),)),
    Surface(
        id="xiaohongshu",
        label="小红书 note",
        kind="tile",
        parts=(
            Part(role="title", channel="xiaohongshu_title"),
            Part(role="text", channel="xiaohongshu_body"),
        ),
    ),
    Surface(
        id="moments",
        label="WeChat Moments",
        kind="feed",
        devices=(Device.PHONE,),
        parts=(
            Part(
                role="text",
                channel="wechat_moments",
                cuts={Device.PHONE: 40},
                more="Full text",
            ),
        ),
    ),
)


def surface_of(channel: Channel) -> Surface:
    """The surface that a text of this channel is judged on: the first that has a place for it; for a team's own channel
    that of the one which it is like, and for a channel that is gone a plain one."""
    for shown_as in (channel.id, channel.taught_as.id):
        for surface in SURFACES:
            if shown_as in surface.channels:
                return surface if shown_as == channel.id else _with(channel, shown_as, surface)
    return _with(channel, PLAIN, surface_by_id(PLAIN_SURFACE))


def _with(channel: Channel, shown_as: str, surface: Surface) -> Surface:
    """The surface with another channel in the place of the one that it is shown as, and no other."""
    part = next(part for part in surface.parts if part.channel == shown_as)
    own = replace(part, channel=channel.id, cuts={})
    return replace(surface, id=channel.id, label=channel.label, parts=(own,), drawn=False, note="")


def surface_by_id(surface_id: str) -> Surface:
    """Raises InvalidInput for an unknown id."""
    for surface in SURFACES:
        if surface.id == surface_id:
            return surface
    raise InvalidInput(
        "surface", f"There is no surface “{surface_id}”.", f"Known: {', '.join(one.id for one in SURFACES)}."
    )


def surfaces_for(channels: Collection[Channel]) -> tuple[Surface, ...]:
    """Those that a text of one of these channels is judged on, in the order of the list; those of a team's own channels
    after them."""
    wanted = {surface.id: surface for surface in map(surface_of, channels)}
    known = tuple(surface for surface in SURFACES if surface.id in wanted)
    return (*known, *(surface for surface in wanted.values() if surface not in known))
