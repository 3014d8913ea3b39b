"""Counting rules: how long a text is where it is going."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import regex
from smsutil import is_valid_gsm
from wcwidth import wcswidth

from core.channels.links import without_links

X_LIGHT = ((0x0000, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))
X_URL_WEIGHT = 23
EMOJI = regex.compile(r"[^\P{Extended_Pictographic}©®]|[©®]\uFE0F|\p{Regional_Indicator}|\u20E3")
CONTROL = regex.compile(r"\p{Cc}+")
"""Of a text that holds one, ``wcswidth`` says nothing at all."""
GSM_TWO_SEPTETS = set("^{}\\[~]|€\f")
SMS_UCS2_SINGLE, SMS_GSM_SINGLE = 70, 160


def characters(text: str) -> int:
    """Unicode code points.

    >>> characters("né")
    2
    """
    return len(text)


def graphemes(text: str) -> int:
    """What a person counts as characters: extended grapheme clusters (UAX #29).

    >>> graphemes("👩‍👩‍👧")
    1
    """
    return len(regex.findall(r"\X", text))


def width(text: str) -> int:
    """Display columns: wide and full-width characters are 2 (Google Ads counts so), control characters none.

    >>> width("咖啡 mug")
    8
    """
    return sum(map(wcswidth, CONTROL.split(text)))


def x_weighted(text: str) -> int:
    """X's weighted length, NFC first: a link 23 (see ``links``), an emoji sequence 2, most of the world's scripts 1,
    the rest 2.

    Source: twitter-text configuration v3, read 2026-11-24.

    >>> x_weighted("see https://example.com/a/long/path now")
    31
    """
    text = unicodedata.normalize("NFC", text)
    bare, urls = without_links(text)
    return urls * X_URL_WEIGHT + sum(_x_weight(cluster) for cluster in regex.findall(r"\X", bare))


def _x_weight(cluster: str) -> int:
    if EMOJI.search(cluster) and not cluster.isascii():
        return 2
    return sum(1 if any(low <= ord(sign) <= high for low, high in X_LIGHT) else 2 for sign in cluster)


def sms_septets(text: str) -> int:
    """Length in units of one 160-septet message; a text that needs UCS-2 is scaled so that 70 units reach 160.

    Source: 3GPP TS 23.038; characters of the extension table are 2 septets.

    >>> sms_septets("10€")
    4
    """
    if is_valid_gsm(text):
        return sum(2 if character in GSM_TWO_SEPTETS else 1 for character in text)
    units = len(text.encode("utf-16-le")) // 2
    return -(-units * SMS_GSM_SINGLE // SMS_UCS2_SINGLE)


def utf8_bytes(text: str) -> int:
    """Bytes in UTF-8 (YouTube counts descriptions so).

    >>> utf8_bytes("né 咖")
    7
    """
    return len(text.encode("utf-8", errors="surrogatepass"))


def xiaohongshu(text: str) -> int:
    """小红书: an ASCII character is half a place, every other UTF-16 unit a whole one, rounded up.

    >>> xiaohongshu("咖啡 mug"), xiaohongshu("☕🙂")
    (4, 3)
    """
    narrow = sum(map(str.isascii, text))
    wide = len(text.encode("utf-16-le", errors="surrogatepass")) // 2 - narrow
    return wide + -(-narrow // 2)


RULES: dict[str, Callable[[str], int]] = {
    "characters": characters,
    "graphemes": graphemes,
    "width": width,
    "x": x_weighted,
    "sms": sms_septets,
    "bytes": utf8_bytes,
    "xiaohongshu": xiaohongshu,
}
