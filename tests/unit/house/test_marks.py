"""What the judge and the adapter learn from: every draft of a known brief once, and mended so that it passes."""

from __future__ import annotations

from collections import Counter

import pytest

from core.channels.catalogue import load_catalogue
from core.checks import begins_well, passes
from core.house.marks import FILES, Mark, MarkedDraft, read_marks
from core.house.reading import Split

CHANNELS = load_catalogue()


def is_whole(marked: MarkedDraft) -> bool:
    return marked.ends and not marked.said


def test_there_are_enough_of_them_and_of_every_kind() -> None:
    marks = read_marks()
    assert len(marks) >= 600
    assert min(Counter((marked.mark, is_whole(marked)) for marked in marks).values()) >= 300
    assert {marked.brief.channel for marked in marks} == {channel.id for channel in CHANNELS.taught()}


def test_no_mark_is_of_a_brand_that_is_measured_on() -> None:
    assert {marked.split for marked in read_marks()} == {Split.TRAIN, Split.DEV}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_draft_is_marked_once(file: object) -> None:
    rows = Counter(
        (marked.brief.brand, marked.brief.persona, marked.brief.channel, marked.said, marked.text)
        for marked in read_marks((file,))  # type: ignore[arg-type]
    )
    assert [row for row, count in rows.items() if count > 1] == []


def test_what_is_mended_passes_our_own_checks() -> None:
    for marked in read_marks():
        channel, brief = CHANNELS.get(marked.brief.channel), marked.brief
        if not marked.mended:
            continue
        assert marked.mark is not Mark.PASTE
        assert marked.mended.strip() != marked.text.strip()
        if channel.lines == "one":
            assert passes(marked.mended, brief, channel), marked.mended
        else:
            gap = "" if marked.mended.startswith("\n") or not marked.said else " "
            assert begins_well(marked.said + gap + marked.mended, brief, channel), marked.mended
