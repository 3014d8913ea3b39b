"""The frames of the surfaces: enough of each to judge a text in it, none of a platform's trade dress."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pages.components.previews.caption import caption
from pages.components.previews.content import Content
from pages.components.previews.feed import feed
from pages.components.previews.hero import hero
from pages.components.previews.inbox import inbox
from pages.components.previews.letter import letter
from pages.components.previews.lock_screen import lock_screen
from pages.components.previews.post import post
from pages.components.previews.product import product
from pages.components.previews.search import search
from pages.components.previews.sms import sms
from pages.components.previews.tile import tile
from pages.components.previews.video import video
from pages.components.previews.watch import watch

Frame = Callable[[Content], str]

FRAMES: Mapping[str, Frame] = {
    "caption": caption,
    "feed": feed,
    "hero": hero,
    "inbox": inbox,
    "letter": letter,
    "lock_screen": lock_screen,
    "post": post,
    "product": product,
    "search": search,
    "sms": sms,
    "tile": tile,
    "video": video,
    "watch": watch,
}
"""By ``Surface.kind``."""
