"""Counting rules: how long a text is where it is going."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import regex
from smsutil import is_valid_gsm
from wcwidth import wcswidth, wcwidth

X_LIGHT = ((0x0000, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))
X_URL_WEIGHT = 23
URL = regex.compile(r"(?i)(?<![a-z0-9@$#])https?://[^\s\u2e80-\U0010ffff]*[\p{Latin}\p{Cyrillic}\d+=#/_-]")
EMOJI = regex.compile(r"[^\P{Extended_Pictographic}©®]|[©®]\uFE0F|\p{Regional_Indicator}|\u20E3")
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
    """Display columns: wide and full-width characters are 2 (Google Ads counts so).

    >>> width("咖啡 mug")
    8
    """
    whole = wcswidth(text)
    return whole if whole >= 0 else sum(max(wcwidth(character), 0) for character in text)


def x_weighted(text: str) -> int:
    """X's weighted length, NFC first: an emoji sequence 2, a URL 23, most of the world's scripts 1, the rest 2.

    Source: twitter-text configuration v3, read 2026-11-24.

    >>> x_weighted("see https://example.com/a/long/path now")
    31
    """
    text = unicodedata.normalize("NFC", text)
    bare, urls = URL.subn("", text)
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


RULES: dict[str, Callable[[str], int]] = {
    "characters": characters,
    "graphemes": graphemes,
    "width": width,
    "x": x_weighted,
    "sms": sms_septets,
}
