"""Counting held against what Unicode publishes; each table says where it is from."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
import regex

from core.channels.counting import graphemes, width, x_weighted

DATA = Path(__file__).parent / "data"
COLUMNS = {"W": 2, "F": 2, "A": 1, "H": 1, "Na": 1, "N": 1}
"""An ambiguous character is narrow, as Google counts it: “é”, “—” and “€” are one."""

SINCE_CHANGED = {
    "÷ 2701 × 200D × 2701 ÷": "Unicode 17.0 took U+2701 out of Extended_Pictographic",
    "÷ 0061 × 094D ÷ 0924 ÷": "rule GB9c of Unicode 18.0 joins a linker to a consonant whatever stands before it",
    "÷ 003F × 094D ÷ 0924 ÷": "rule GB9c of Unicode 18.0 joins a linker to a consonant whatever stands before it",
}
"""Lines of the tables that are other in the version that ``regex`` follows, 18.0."""


def lines(name: str) -> list[str]:
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def clusters(line: str) -> list[str]:
    parts = (part.replace("×", " ").split() for part in line.strip("÷ ").split("÷"))
    return ["".join(chr(int(point, 16)) for point in part) for part in parts]


BREAKS = lines("grapheme_breaks.txt")
WIDTHS = [line.split(maxsplit=2) for line in lines("east_asian_width.txt")]
EMOJI = ["".join(chr(int(point, 16)) for point in line.split()) for line in lines("emoji.txt")]


def test_the_tables_are_whole() -> None:
    assert (len(BREAKS), len(EMOJI)) == (622, 3655)
    classes = [kind for _, kind, _ in WIDTHS]
    assert {kind: classes.count(kind) for kind in COLUMNS} == {"W": 54, "F": 7, "A": 73, "H": 7, "Na": 12, "N": 16}


def test_characters_are_counted_as_the_table_of_breaks_says() -> None:
    wrong = {line for line in BREAKS if graphemes("".join(clusters(line))) != len(clusters(line))}
    assert wrong == set(SINCE_CHANGED)


def test_characters_end_where_the_table_of_breaks_says() -> None:
    wrong = {line for line in BREAKS if regex.findall(r"\X", "".join(clusters(line))) != clusters(line)}
    assert wrong == set(SINCE_CHANGED)


@pytest.mark.parametrize(("point", "kind", "name"), WIDTHS, ids=[name for _, _, name in WIDTHS])
def test_a_character_is_as_wide_as_its_class(point: str, kind: str, name: str) -> None:
    sign = chr(int(point, 16))
    assert unicodedata.name(sign) == name
    combines = unicodedata.category(sign).startswith("M")
    assert width(sign) == (0 if combines else COLUMNS[kind])
    assert width(f"a{sign}b") == width(sign) + 2


def test_every_emoji_is_one_character_to_people() -> None:
    assert [emoji for emoji in EMOJI if graphemes(emoji) != 1] == []


def test_every_emoji_weighs_two_on_x() -> None:
    assert [emoji for emoji in EMOJI if x_weighted(emoji) != 2] == []


def test_emoji_in_a_row_do_not_join() -> None:
    text = " ".join(EMOJI)
    assert graphemes(text) == 2 * len(EMOJI) - 1
    assert x_weighted(text) == 3 * len(EMOJI) - 1
