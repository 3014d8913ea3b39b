from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from core.channels.catalogue import load_catalogue
from core.domain import Ad, AdSlot, Variant
from core.errors import ExportRefused, InvalidInput
from core.exports.google_ads_editor import google_ads_editor
from core.exports.linkedin import linkedin
from core.exports.mail import mail
from core.exports.messages import messages
from core.exports.meta_bulk import HEADER, meta_bulk
from core.exports.rows import COLUMNS
from core.exports.sheet import Encoding, Sheet, encoded
from core.exports.variants_xlsx import MOST_IN_A_CELL, to_xlsx
from core.exports.x_posts import x_posts
from core.placeholders import parse
from tests.support.building import a_brief
from tests.unit.exports.examples import a_variant

CHANNELS = load_catalogue()
CAMPAIGNS = {"c1": "Autumn, warm"}
LINK = "https://brightmug.example/warm?a=1&b=2"
GOLDEN = Path(__file__).parent / "golden"
SCRIPTS = ("abc XYZ ,;\"'", "éüßñÄ", "ЖшюЯ", "عربية", "咖啡好喝", "นี่คือ", "=+-@|%\t")
"""Six scripts, and what a table is broken by."""


def written(channel: str, *texts: str, **fields: object) -> list[Variant]:
    brief = a_brief(channel=channel, link=fields.pop("link", LINK), placeholders=fields.pop("placeholders", ()))
    return [a_variant(brief=brief, text=text, campaign_id="c1", **fields) for text in texts]


HEADLINES = ("Warm Until The Bell", "+15% Warmer Mornings", "Coffee, Still Warm")
DESCRIPTIONS = ("Keeps drinks at 60 C. Warm yours up.", '=Charges overnight, "warm" by six.')
RSA = [*written("google_headline", *HEADLINES), *written("google_description", *DESCRIPTIONS)]
META = [
    *written("meta_primary", "Cold again? Brightmug keeps it at 60 C."),
    *written("meta_headline", "Warm at last", "Warm by six"),
]
TAGS = parse(
    [
        "{{ first_name }} = Maya",
        '{{ offer.code | default: "WARM" }} = WARM',
        "{{ size }} = L",
        "{city} = Leeds",
        "{first_name} = Tom",
    ]
)
BODY = "Dear {{ first_name }},\nyours is {%if size%}{{ size }}{%endif%}, {city}."
TAGGED_MAIL = [
    *written("email_subject", "{{ first_name }}, warm by six", placeholders=TAGS),
    *written("email_preheader", '{{ offer.code | default: "WARM" }} until Friday', placeholders=TAGS),
    *written("email_body", BODY, placeholders=TAGS),
]
TAGGED_MESSAGES = [
    *written("sms", "{{ first_name }}, warm yours up: Brightmug.", placeholders=TAGS),
    *written("push", "{first_name}, still cold?", placeholders=TAGS),
]
"""Merge tags are words of another program: they leave as they were written."""


def independently_read(content: bytes, encoding: Encoding) -> list[list[str]]:
    """A reader of its own: quotes doubled inside quotes, CRLF, and nothing from the writer's side."""
    codec, separator = {
        Encoding.UTF_8: ("utf-8", ","),
        Encoding.UTF_8_BOM: ("utf-8-sig", ","),
        Encoding.UTF_16_TSV: ("utf-16", "\t"),
    }[encoding]
    rows, row, cell, quoted = [], [], "", False
    text = content.decode(codec)
    place = 0
    while place < len(text):
        sign = text[place]
        if quoted:
            if sign == '"' and text[place + 1 : place + 2] == '"':
                cell, place = cell + '"', place + 1
            elif sign == '"':
                quoted = False
            else:
                cell += sign
        elif sign == '"':
            quoted = True
        elif sign == separator:
            row, cell = [*row, cell], ""
        elif text[place : place + 2] == "\r\n":
            rows, row, cell, place = [*rows, [*row, cell]], [], "", place + 1
        else:
            cell += sign
        place += 1
    assert not row
    assert not cell
    return rows


def cells(sheet: Sheet, row: int = 0) -> dict[str, str]:
    return dict(zip(sheet.header, sheet.rows[row], strict=True))


@pytest.mark.parametrize(
    ("name", "make", "variants"),
    [
        ("google_ads_editor", google_ads_editor, RSA),
        ("meta_bulk", meta_bulk, META),
        ("mail", mail, TAGGED_MAIL),
        ("messages", messages, TAGGED_MESSAGES),
    ],
)
def test_a_file_is_as_it_was_when_it_was_last_looked_at(
    name: str, make: Callable[..., Sheet], variants: Sequence[Variant]
) -> None:
    assert encoded(make(variants, CAMPAIGNS, CHANNELS)) == (GOLDEN / f"{name}.csv").read_bytes()


@pytest.mark.parametrize("encoding", list(Encoding))
def test_texts_come_back_out_of_a_table_as_they_were(encoding: Encoding) -> None:
    dice = random.Random(20261126)
    texts = tuple("".join(dice.choices("".join(SCRIPTS), k=dice.randint(0, 30))) for _ in range(2_000))
    sheet = Sheet(header=("First", "Second"), rows=tuple(zip(texts[::2], texts[1::2], strict=True)))
    header, *rows = independently_read(encoded(sheet, encoding), encoding)
    assert header == ["First", "Second"]
    assert [cell for row in rows for cell in row] == list(texts)


@pytest.mark.parametrize(
    ("encoding", "beginning"),
    [(Encoding.UTF_8, b"A,B\r\n"), (Encoding.UTF_8_BOM, b"\xef\xbb\xbfA,"), (Encoding.UTF_16_TSV, b"\xff\xfeA\0\t\0")],
)
def test_each_encoding_begins_as_its_readers_expect(encoding: Encoding, beginning: bytes) -> None:
    assert encoded(Sheet(header=("A", "B"), rows=()), encoding).startswith(beginning)


def test_an_rsa_has_fifteen_and_four_places_and_blank_ones_change_nothing() -> None:
    sheet = google_ads_editor(RSA, CAMPAIGNS, CHANNELS)
    found = cells(sheet)
    assert len(sheet.header) == 4 + 30 + 8 + 4
    assert [found[f"Headline {place}"] for place in (1, 2, 3, 4, 15)] == [*HEADLINES, "", ""]
    assert [found[f"Description {place}"] for place in (1, 2, 3)] == [*DESCRIPTIONS, ""]
    assert (found["Campaign"], found["Ad group"], found["Ad type"]) == (
        "Autumn, warm",
        "The teacher",
        "Responsive search ad",
    )
    assert (found["Final URL"], found["Status"]) == (LINK, "Paused")


def test_each_campaign_and_persona_is_an_ad_of_its_own() -> None:
    other = [a_variant(brief=one.brief, text=one.text, campaign_id="c2") for one in RSA]
    sheet = google_ads_editor([*RSA, *other, *META], {**CAMPAIGNS, "c2": "Winter"}, CHANNELS)
    assert [row[0] for row in sheet.rows] == ["Autumn, warm", "Winter"]


Refused = tuple[int, str, str]


def test_pins_and_paths_of_an_ad_that_was_put_together_stand_in_its_row() -> None:
    slots = (
        AdSlot(channel="google_headline", place=0, variant_id=RSA[1].id, pin=1),
        AdSlot(channel="google_description", place=0, variant_id=RSA[3].id, pin=2),
        AdSlot(channel="google_path", place=1, text="warm"),
    )
    older = Ad(id="a", campaign_id="c1", persona_id="p1", kind="google_rsa", model="m")
    newer = replace(older, id="b", slots=slots)
    sheet = google_ads_editor(RSA, CAMPAIGNS, CHANNELS, [newer, older])
    (row,) = (dict(zip(sheet.header, own, strict=True)) for own in sheet.rows)
    assert [row[f"Headline {place} position"] for place in (1, 2, 3)] == ["", "1", ""]
    assert [row[f"Description {place} position"] for place in (1, 2)] == ["2", ""]
    assert (row["Path 1"], row["Path 2"]) == ("", "warm")
    other = google_ads_editor(RSA, CAMPAIGNS, CHANNELS, [replace(newer, persona_id="p2")])
    assert "warm" not in other.rows[0]


def test_a_path_that_google_would_refuse_is_refused_here() -> None:
    long = AdSlot(channel="google_path", place=0, text="a-path-that-is-too-long")
    ad = Ad(id="a", campaign_id="c1", persona_id="p1", kind="google_rsa", model="m", slots=(long,))
    with pytest.raises(ExportRefused, match="Row 2, column “Path 1”: 23 of at most 15"):
        google_ads_editor(RSA, CAMPAIGNS, CHANNELS, [ad])


@pytest.mark.parametrize(
    ("variants", "problem"),
    [
        (written("google_headline", *HEADLINES), (2, "Description", "0 of the at least 2 that an ad needs.")),
        ([*RSA[:2], *RSA[3:]], (2, "Headline", "2 of the at least 3 that an ad needs.")),
        (
            [*RSA, *written("google_headline", *(f"Warm {place}" for place in range(13)))],
            (2, "Headline", "16, and an ad takes 15. Approve fewer."),
        ),
        ([*RSA, *written("google_headline", "warm until the bell")], (2, "Headline 4", "The same as Headline 1.")),
        ([*RSA, *written("google_headline", "W" * 31)], (2, "Headline 4", "31 of at most 30.")),
        ([*RSA, *written("google_headline", "咖" * 16)], (2, "Headline 4", "32 of at most 30.")),
        ([*RSA, *written("google_headline", "Warm!")], (2, "Headline 4", "Google Ads refuses “!”.")),
        ([*RSA, *written("google_headline", "Cold??")], (2, "Headline 4", "Google Ads refuses repeated punctuation.")),
        ([*RSA, *written("google_description", "Warm ☕")], (2, "Description 3", "Google Ads refuses emoji.")),
        ([*RSA, *written("google_headline", "[]")], (2, "Headline 4", "“[]” would erase what is there.")),
        ([*RSA, *written("google_headline", " ")], (2, "Headline 4", "It is empty.")),
        ([*RSA, *written("google_headline", "Warm\nyours")], (2, "Headline 4", "It has more than one line.")),
        (
            [*written("google_headline", *HEADLINES, link=""), *written("google_description", *DESCRIPTIONS, link="")],
            (2, "Link", "The campaign has no link that begins with https://."),
        ),
    ],
)
def test_what_google_would_refuse_is_refused_here_by_row_and_column(
    variants: Sequence[Variant], problem: Refused
) -> None:
    with pytest.raises(ExportRefused) as caught:
        google_ads_editor(variants, CAMPAIGNS, CHANNELS)
    assert [(one.row, one.column, one.what) for one in caught.value.problems] == [problem]


def test_the_texts_of_a_mail_stand_beside_each_other_and_blanks_where_one_is_missing() -> None:
    variants = [
        *written("email_subject", "Warm by six", "Still warm"),
        *written("email_body", "Dear Ada,\nit is warm."),
        *written("sms", "Brightmug: warm yours up."),
    ]
    sheet = mail(variants, CAMPAIGNS, CHANNELS)
    assert sheet.header == ("Campaign", "Persona", "Subject", "Preheader", "Body", "Link")
    assert [row[2:5] for row in sheet.rows] == [("Warm by six", "", "Dear Ada,\nit is warm."), ("Still warm", "", "")]


@pytest.mark.parametrize(
    ("make", "channel", "heading", "text", "what"),
    [
        (x_posts, "x_post", "Post", "W" * 281, "281 of at most 280."),
        (linkedin, "linkedin_headline", "Headline", "W" * 201, "201 of at most 200."),
        (messages, "sms", "SMS", "咖" * 71, "163 of at most 160."),
    ],
)
def test_a_plain_sheet_refuses_what_its_platform_would(
    make: Callable[..., Sheet], channel: str, heading: str, text: str, what: str
) -> None:
    with pytest.raises(ExportRefused) as caught:
        make(written(channel, "Fine with Brightmug.", text), CAMPAIGNS, CHANNELS)
    assert [(one.row, one.column, one.what) for one in caught.value.problems] == [(3, heading, what)]
    assert make(written(channel, "Fine with Brightmug."), CAMPAIGNS, CHANNELS).rows[0][1] == "The teacher"


def test_a_selection_without_a_text_for_the_file_says_which_it_needs() -> None:
    with pytest.raises(InvalidInput, match="no texts for Google headline, Google description") as caught:
        google_ads_editor(META, CAMPAIGNS, CHANNELS)
    assert not isinstance(caught.value, ExportRefused)


@pytest.mark.parametrize(
    ("texts", "what"),
    [(("From £49", "From £50"), "2, and the file takes 1."), (("From\n£49",), "It has more than one line.")],
)
def test_no_description_of_an_ad_is_left_out_in_silence(texts: tuple[str, ...], what: str) -> None:
    with pytest.raises(ExportRefused) as caught:
        meta_bulk([*META, *written("meta_description", *texts)], CAMPAIGNS, CHANNELS)
    assert [(one.row, one.column, one.what) for one in caught.value.problems] == [(2, "Link Description", what)]


def test_two_thousand_texts_come_back_out_of_a_workbook_as_they_were() -> None:
    dice = random.Random(20261127)
    texts = ["".join(dice.choices("".join(SCRIPTS), k=dice.randint(1, 30))) for _ in range(2_000)]
    assert [row["text"] for row in xlsx([a_variant(text=text) for text in texts])] == texts


def test_a_soft_limit_does_not_hold_an_ad_back() -> None:
    sheet = meta_bulk([*META, *written("meta_headline", "W" * 41)], CAMPAIGNS, CHANNELS)
    assert cells(sheet)["Additional Title 2"] == "W" * 41


@pytest.mark.parametrize(
    ("make", "channel", "column", "most"),
    [(meta_bulk, "meta_primary", "Body 2", 2_200), (linkedin, "linkedin_intro", "Introductory text", 3_000)],
)
def test_what_a_platform_refuses_far_beyond_a_soft_limit_is_refused_here(
    make: Callable[..., Sheet], channel: str, column: str, most: int
) -> None:
    beside = META if make is meta_bulk else []
    assert make([*beside, *written(channel, "W" * most)], CAMPAIGNS, CHANNELS).rows
    with pytest.raises(ExportRefused) as caught:
        make([*beside, *written(channel, "W" * (most + 1))], CAMPAIGNS, CHANNELS)
    assert [(one.row, one.column, one.what) for one in caught.value.problems] == [
        (2, column, f"{most + 1} of at most {most}.")
    ]


def test_meta_takes_more_texts_in_additional_columns_and_begins_paused() -> None:
    found = cells(meta_bulk([*META, *written("meta_description", "From £49")], CAMPAIGNS, CHANNELS))
    assert (found["Title"], found["Additional Title 1"], found["Body"]) == ("Warm at last", "Warm by six", META[0].text)
    assert (found["Link Description"], found["Ad Status"], found["Link"]) == ("From £49", "PAUSED", LINK)


def test_the_header_of_an_account_is_kept_as_it_is() -> None:
    header = ("Campaign ID", *reversed(HEADER), "Tags")
    sheet = meta_bulk(META, CAMPAIGNS, CHANNELS, header)
    assert sheet.header == header
    assert (cells(sheet)["Campaign ID"], cells(sheet)["Body"]) == ("", META[0].text)
    with pytest.raises(ExportRefused, match="Row 1, column “Body”: Your template has no such column"):
        meta_bulk(META, CAMPAIGNS, CHANNELS, [heading for heading in HEADER if heading != "Body"])


def xlsx(variants: Sequence[Variant]) -> list[Mapping[str, object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(variants))).active
    header, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_a_workbook_holds_texts_as_they_are_and_runs_none_of_them() -> None:
    dangerous = ["=1+1", "+15% off", "@cmd", "-2", "https://example.com", "007", "\ttab"]
    content = to_xlsx([a_variant(text=text) for text in dangerous])
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    column = list(COLUMNS).index("text") + 1
    found = [sheet.cell(row, column) for row in range(2, len(dangerous) + 2)]
    assert [cell.value for cell in found] == dangerous
    assert {cell.data_type for cell in found} == {"s"}
    assert all(cell.alignment.wrap_text for cell in found)
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.freeze_panes == "A2"


def test_a_workbook_has_the_columns_of_the_review_sheet_and_numbers_as_numbers() -> None:
    (row,) = xlsx([a_variant()])
    assert list(row) == list(COLUMNS)
    assert (row["length"], row["passed"]) == (a_variant().length, True)


def test_a_text_too_long_for_a_cell_ends_where_the_cell_does() -> None:
    (row,) = xlsx([a_variant(text="a" * (MOST_IN_A_CELL + 1))])
    assert row["text"] == "a" * (MOST_IN_A_CELL - 1) + "…"


def test_the_python_reader_finds_the_same_as_ours() -> None:
    content = encoded(google_ads_editor(RSA, CAMPAIGNS, CHANNELS))
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    assert rows == independently_read(content, Encoding.UTF_8)
