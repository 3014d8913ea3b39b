"""Where a text of sentences ends when its room has run out: the model's own words, back to a full stop."""

from __future__ import annotations

import regex

from core.channels.catalogue import Channel

SENTENCE_END = regex.compile(r"[.!?…][\"'”’)»]*(?=\s|$)|[。！？][”’）」]*")


def within_room(text: str, channel: Channel) -> str:
    """The whole sentences at the start of ``text`` that the channel's limit has room for; "" where there are none."""
    for end in reversed([match.end() for match in SENTENCE_END.finditer(text)]):
        kept = text[:end].strip()
        if channel.limit is None or channel.length(kept) <= channel.limit:
            return kept
    return ""
