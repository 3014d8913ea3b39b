from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.channels.catalogue import load_catalogue
from core.errors import InvalidInput
from core.imports.brief_file import MOST_BYTES, read_briefs

BRIEF: dict[str, Any] = {
    "brand": "Brightmug",
    "product": "a self-heating coffee mug",
    "facts": ["keeps drinks at 60 C"],
    "offer": "15% off this week",
    "cta": "Warm yours up",
    "banned": ["gadget"],
    "required": [],
    "tone": "warm",
    "language": "en",
    "personas": [{"name": "The teacher", "description": "40"}, {"name": "The nurse"}],
    "channels": ["google_headline", "meta_primary"],
}


def written(folder: Path, content: Any) -> Path:
    path = folder / "brief.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def refused(path: Path) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        read_briefs(path, load_catalogue())
    return caught.value


def test_every_persona_meets_every_channel(tmp_path: Path) -> None:
    briefs = read_briefs(written(tmp_path, BRIEF), load_catalogue())
    assert [(brief.persona.name, brief.channel) for brief in briefs] == [
        ("The teacher", "google_headline"),
        ("The teacher", "meta_primary"),
        ("The nurse", "google_headline"),
        ("The nurse", "meta_primary"),
    ]
    assert (briefs[0].facts, briefs[0].banned, briefs[0].tone) == (("keeps drinks at 60 C",), ("gadget",), "warm")


def test_a_brief_needs_brand_product_personas_and_channels_only(tmp_path: Path) -> None:
    least = {key: BRIEF[key] for key in ("brand", "product", "personas", "channels")}
    assert len(read_briefs(written(tmp_path, least), load_catalogue())) == 4


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"slogan": "x"}, "slogan"),
        ({"brand": ""}, "brand"),
        ({"brand": "  "}, "brand"),
        ({"product": None}, "product"),
        ({"brand": 7}, "brand"),
        ({"facts": "one"}, "facts"),
        ({"facts": ["a", 1]}, "facts[1]"),
        ({"personas": []}, "personas"),
        ({"personas": ["Ann"]}, "personas[0]"),
        ({"personas": [{"description": "40"}]}, "personas[0].name"),
        ({"personas": [{"name": "Ann"}, {"name": " "}]}, "personas[1].name"),
        ({"personas": [{"name": "Ann", "age": "40"}]}, "personas[0].age"),
        ({"channels": []}, "channels"),
        ({"channels": ["carrier_pigeon"]}, "channels"),
        ({"channels": {"sms": 1}}, "channels"),
        ({"offer": "x" * 2_001}, "offer"),
        ({"cta": "a\x00b"}, "cta"),
        ({"cta": "\ud800"}, "cta"),
    ],
)
def test_whatever_is_wrong_is_named(tmp_path: Path, change: dict[str, Any], field: str) -> None:
    assert refused(written(tmp_path, {**BRIEF, **change})).field == field


@pytest.mark.parametrize("key", ["brand", "product", "personas", "channels"])
def test_a_missing_key_is_named(tmp_path: Path, key: str) -> None:
    assert refused(written(tmp_path, {name: value for name, value in BRIEF.items() if name != key})).field == key


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (b'{"brand": "a",\n}', "line 2"),
        (b"[]", "one JSON object"),
        (b'{"brand": "\xff"}', "not UTF-8"),
        (b"[" * 100_000, "no brief needs"),
        (b'{"brand": ' + b"9" * 5_000 + b"}", "no brief needs"),
        (b" " * (MOST_BYTES + 1), "larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_brief_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    assert words in str(refused(written(tmp_path, content)))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "nothing.json" in str(refused(tmp_path / "nothing.json"))
    assert str(tmp_path) in str(refused(tmp_path))


def test_placeholders_come_with_their_samples(tmp_path: Path) -> None:
    content = {**BRIEF, "placeholders": ["{first_name} = Maya", "{KeyWord:Mugs}"]}
    (brief, *_) = read_briefs(written(tmp_path, content), load_catalogue())
    assert [(one.token, one.sample) for one in brief.placeholders] == [
        ("{first_name}", "Maya"),
        ("{KeyWord:Mugs}", "Mugs"),
    ]
    assert refused(written(tmp_path, {**BRIEF, "placeholders": ["Maya"]})).field == "placeholders"
