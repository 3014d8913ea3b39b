"""3GPP TS 23.038 and 23.040: 160 and 153 septets, 70 and 67 UTF-16 units."""

from __future__ import annotations

import pytest

from core.previews.sms import sms


@pytest.mark.parametrize(
    ("text", "segments", "encoding", "used", "room"),
    [
        ("", 1, "UCS-2", 0, 70),
        ("a" * 160, 1, "GSM-7", 160, 160),
        ("a" * 161, 2, "GSM-7", 161, 306),
        ("€" * 80, 1, "GSM-7", 160, 160),
        ("a" * 152 + "€" + "b" * 10, 2, "GSM-7", 164, 306),
        ("咖" * 70, 1, "UCS-2", 70, 70),
        ("咖" * 71, 2, "UCS-2", 71, 134),
        ("🙂" * 35, 1, "UCS-2", 70, 70),
        ("🙂" * 36, 2, "UCS-2", 72, 134),
    ],
)
def test_how_a_message_travels(text: str, segments: int, encoding: str, used: int, room: int) -> None:
    found = sms(text)
    assert (found.segments, found.encoding, found.used, found.room) == (segments, encoding, used, room)
    assert found.unit == ("septets" if encoding == "GSM-7" else "UTF-16 units")
