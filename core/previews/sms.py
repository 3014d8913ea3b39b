"""How an SMS travels: as how many segments, in which encoding."""

from __future__ import annotations

from dataclasses import dataclass

import smsutil

GSM = "gsm0338"
BYTES_A_UTF16_UNIT = 2
ROOM = {GSM: (160, 153), "utf_16_be": (70, 67)}
"""Units of a message alone, and of one segment of several. Source: 3GPP TS 23.040 and 23.038."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sms:
    """``used`` and ``room`` are septets in GSM-7 (a character of its extension table is two), else UTF-16 units;
    ``room`` is of all segments together."""

    segments: int
    encoding: str
    unit: str
    used: int
    room: int


def sms(text: str) -> Sms:
    """How the text travels; no pair is ever split between segments.

    >>> sms("Warm at last.")
    Sms(segments=1, encoding='GSM-7', unit='septets', used=13, room=160)
    """
    split = smsutil.split(text)
    alone, one_of_several = ROOM[split.encoding]
    segments = len(split.parts)
    is_gsm = split.encoding == GSM
    return Sms(
        segments=segments,
        encoding="GSM-7" if is_gsm else "UCS-2",
        unit="septets" if is_gsm else "UTF-16 units",
        used=split.total_bytes if is_gsm else split.total_bytes // BYTES_A_UTF16_UNIT,
        room=alone if segments == 1 else segments * one_of_several,
    )
