"""Every format that is offered: as it was when it was last looked at, and 2,000 texts in six scripts come back out."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from core.channels.catalogue import load_catalogue
from core.domain import BriefPersona, CheckResult, Rating, Variant
from core.exports.ads import wrong
from core.exports.cells import unescape
from core.exports.formats import FORMATS, Selection
from core.exports.sheet import Encoding
from tests.support.building import NOON, a_brief, a_draft, a_run
from tests.unit.exports.examples import a_variant
from tests.unit.exports.test_platform_files import SCRIPTS, independently_read

CHANNELS = load_catalogue()
GOLDEN = Path(__file__).parent / "golden"
COUNT = 2_000
ADS: dict[str, dict[str, int]] = {
    "google-ads-editor": {"google_headline": 15, "google_description": 4},
    "meta": {"meta_primary": 5, "meta_headline": 5},
    "linkedin": {"linkedin_intro": 1, "linkedin_headline": 1, "linkedin_description": 1},
    "x": {"x_post": 1},
    "mail": {"email_subject": 1, "email_preheader": 1, "email_body": 1},
    "messages": {"sms": 1, "push": 1},
}
"""How many texts of which channels one ad of a platform's file has."""
CAMPAIGNS = {"c1": "Autumn, warm"}


def selection(variants: Sequence[Variant]) -> Selection:
    return Selection(variants=variants, people={"ada": "Ada"}, campaigns=CAMPAIGNS, catalogue=CHANNELS)


def text_for(channel: str, dice: random.Random) -> str:
    """A random one that the platform would take."""
    limit = min(CHANNELS.get(channel).limit or 200, 200)
    while True:
        text = "".join(dice.choices("".join(SCRIPTS), k=dice.randint(1, max(1, limit // 3)))).strip()
        if text and not list(wrong(text, CHANNELS.get(channel))):
            return text


def ads(parts: dict[str, int]) -> list[Variant]:
    """At least 2,000 texts, each ad for a persona of its own."""
    dice = random.Random(20261127)
    found: list[Variant] = []
    while len(found) < COUNT:
        persona = BriefPersona(name=f"Reader {len(found)}", description="")
        for channel, count in parts.items():
            brief = a_brief(channel=channel, persona=persona, link="https://brightmug.example")
            texts: dict[str, str] = {}
            while len(texts) < count:
                text = text_for(channel, dice)
                texts.setdefault(text.casefold(), text)
            found += [a_variant(brief=brief, text=text, campaign_id="c1") for text in texts.values()]
    return found


@pytest.mark.parametrize("name", ADS)
@pytest.mark.parametrize("encoding", list(Encoding))
def test_texts_come_back_out_of_a_platforms_file(name: str, encoding: Encoding) -> None:
    variants = ads(ADS[name])
    header, *rows = independently_read(FORMATS[name].made(selection(variants), encoding), encoding)
    assert len(header) == len(rows[0])
    known = {variant.text for variant in variants}
    cells = [cell for row in rows for cell in row]
    assert len(known) > COUNT / 2
    assert known <= set(cells)
    assert sum(cell in known for cell in cells) >= len(variants)


def texts_of_many() -> list[str]:
    dice = random.Random(20261128)
    return ["".join(dice.choices("".join(SCRIPTS), k=dice.randint(1, 40))) for _ in range(COUNT)]


def read_csv(content: bytes) -> list[str]:
    header, *rows = independently_read(content, Encoding.UTF_8_BOM)
    return [unescape(row[header.index("text")]) for row in rows]


def read_xlsx(content: bytes) -> list[str]:
    header, *rows = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return [str(row[header.index("text")]) for row in rows]


def read_jsonl(content: bytes) -> list[str]:
    return [json.loads(line)["text"] for line in content.decode("utf-8").splitlines()]


def read_training(content: bytes) -> list[str]:
    lines = map(json.loads, content.decode("utf-8").splitlines())
    return [line["completion"] for line in lines if line["type"] == "label"]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("review-csv", read_csv),
        ("review-xlsx", read_xlsx),
        ("jsonl", read_jsonl),
        ("training-jsonl", read_training),
    ],
)
def test_texts_come_back_out_of_a_file_for_people_and_programs(name: str, read: Callable[[bytes], list[str]]) -> None:
    texts = texts_of_many()
    variants = [rated(a_variant(text=text, draft=replace(a_variant().draft, text=text))) for text in texts]
    assert read(FORMATS[name].made(selection(variants))) == texts


def rated(variant: Variant) -> Variant:
    rating = Rating(
        id=f"r{variant.id}",
        submit_key=f"k{variant.id}",
        variant_id=variant.id,
        profile_id="ada",
        stars=5,
        reasons=(),
        comment="",
        position=1,
        seconds=1.0,
        created_at=NOON,
    )
    return replace(variant, ratings=(rating,))


def looked_at(channel: str, place: int, text: str) -> Variant:
    """The same at every time: a golden file has no chance in it."""
    draft = a_draft(a_run(id="run"), id=f"{channel}-{place}", rank=1, text=text)
    checks = (CheckResult(name="fits", ok=True, reason=f"{len(text)}"),)
    brief = a_brief(channel=channel, link="https://brightmug.example")
    return a_variant(draft=draft, brief=brief, text=text, length=len(text), checks=checks, campaign_id="c1")


LOOKED_AT = {
    "linkedin": [
        looked_at("linkedin_intro", 0, "Cold again? “Brightmug”, 60 C."),
        looked_at("linkedin_headline", 0, "Warm"),
    ],
    "x": [looked_at("x_post", 0, 'Cold, "again"?'), looked_at("x_post", 1, "咖啡 at 60 C")],
    "review-csv": [looked_at("meta_primary", 0, "=Warm, at\nlast"), looked_at("sms", 1, "咖啡 at 60 C")],
    "review-xlsx": [looked_at("meta_primary", 0, "=Warm, at\nlast"), looked_at("sms", 1, "咖啡 at 60 C")],
    "jsonl": [looked_at("meta_primary", 0, "=Warm, at\nlast"), looked_at("sms", 1, "咖啡 at 60 C")],
}
"""Formats whose golden file is not looked at beside their own tests."""


@pytest.mark.parametrize("name", LOOKED_AT)
def test_a_file_is_as_it_was_when_it_was_last_looked_at(name: str) -> None:
    content = FORMATS[name].made(selection(LOOKED_AT[name]))
    if name == "review-xlsx":
        content = as_csv(content)  # a workbook is packed otherwise by another library
    assert content == (GOLDEN / f"{name}.{'csv' if name != 'jsonl' else 'jsonl'}").read_bytes()


def as_csv(workbook: bytes) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(openpyxl.load_workbook(io.BytesIO(workbook)).active.iter_rows(values_only=True))
    return out.getvalue().encode("utf-8")


def test_every_format_has_a_golden_file_and_a_round_trip() -> None:
    golden = {file.name.partition(".")[0].replace("_", "-") for file in GOLDEN.iterdir()}
    assert {"meta-bulk", "training", *ADS, *LOOKED_AT} - {"meta"} <= golden
    assert set(FORMATS) == {*ADS, "review-csv", "review-xlsx", "jsonl", "training-jsonl"}
