"""What the catalogue's short names say, in words."""

from __future__ import annotations

from core.channels.catalogue import Channel

COUNTED = {
    "characters": "characters; an emoji may be several",
    "graphemes": "characters as people count them",
    "width": "wide characters count double",
    "x": "as X counts: a link is 23, an emoji 2",
    "sms": "as SMS counts: 160, or 70 outside its alphabet",
    "bytes": "bytes; é is 2, 咖 is 3",
    "xiaohongshu": "as 小红书 counts: two Latin letters are one",
}
LINES = {"one": "one line", "many": "several lines"}
HARD = {True: "are refused", False: "are warned of"}
FILLS = {"": "none", "merge": "merge tags, {first_name}", "keyword": "keyword insertion, {KeyWord:…}"}
RULES = {
    "no_emoji": "no emoji",
    "no_exclamation_mark": "no exclamation mark",
    "no_repeated_punctuation": "no repeated punctuation",
    "no_amazon_signs": "none of ! $ ? _ { } ^ ¬ ¦",
    "no_word_thrice": "no word more than twice",
}


def beyond(channel: Channel) -> str:
    """What becomes of a text that is longer than the limit."""
    if channel.limit is None:
        return f"refused beyond {channel.refused:,}" if channel.refused else ""
    if channel.hard:
        return "refused"
    return f"warned of, refused beyond {channel.refused:,}" if channel.refused else "warned of"
