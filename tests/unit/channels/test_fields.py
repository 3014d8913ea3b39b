from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from core.channels.catalogue import Catalogue, Channel, load_catalogue
from core.channels.fields import FIELDS, LONGEST_LIMIT, fields_of, read_channel
from core.errors import InvalidInput

CATALOGUE = load_catalogue()
BANNER: dict[str, Any] = {
    "label": "Shop banner",
    "limit": 60,
    "hard": True,
    "counting": "graphemes",
    "like": "meta_headline",
    "policy": ["no_emoji"],
    "source": "Our shop's template",
    "checked": "2026-11-20",
}


def banner(**fields: Any) -> Channel:
    return read_channel("shop_banner", {**BANNER, **fields}, CATALOGUE)


def refusal(channel_id: str = "shop_banner", **fields: Any) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        read_channel(channel_id, {**BANNER, **fields}, CATALOGUE)
    return caught.value


def test_a_new_channel_is_what_is_said_and_otherwise_plain() -> None:
    assert banner() == Channel(
        id="shop_banner",
        label="Shop banner",
        group="Shop banner",
        limit=60,
        hard=True,
        counting="graphemes",
        lines="one",
        tokens=30,
        like=CATALOGUE.get("meta_headline"),
        policy=("no_emoji",),
        brand=False,
        cta=False,
        sentences=False,
        source="Our shop's template",
        checked=date(2026, 11, 20),
    )


@pytest.mark.parametrize("channel", CATALOGUE.all(), ids=lambda channel: channel.id)
def test_every_channel_of_the_file_is_read_back_from_its_fields(channel: Channel) -> None:
    read = read_channel(channel.id, fields_of(channel), CATALOGUE)
    assert fields_of(read) == fields_of(channel)
    assert set(fields_of(channel)) == set(FIELDS)
    assert (read.taught_as.id, read.drafted) == (channel.taught_as.id, channel.drafted)
    assert read_channel(channel.id, {}, CATALOGUE) == read


@pytest.mark.parametrize("channel_id", ["", "Banner", "shop-banner", "shop banner", "é", "x" * 41, "a\n", "../x"])
def test_a_short_name_is_lower_case_letters_digits_and_underscores(channel_id: str) -> None:
    assert refusal(channel_id).field == "id"
    assert read_channel("x" * 40, BANNER, CATALOGUE).id == "x" * 40


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("label", ""),
        ("label", " \n"),
        ("label", "two\nlines"),
        ("label", 7),
        ("label", "x" * 61),
        ("label", "half \ud83d"),
        ("group", "x" * 61),
        ("limit", 0),
        ("limit", -1),
        ("limit", LONGEST_LIMIT + 1),
        ("limit", 12.5),
        ("limit", "60"),
        ("limit", True),
        ("limit", None),
        ("hard", "yes"),
        ("hard", None),
        ("counting", "ells"),
        ("counting", None),
        ("lines", "two"),
        ("visible", 61),
        ("visible", 0),
        ("tokens", 7),
        ("tokens", 401),
        ("like", None),
        ("like", "pmax_headline"),
        ("like", "google_path"),
        ("like", "shop_banner"),
        ("like", ["sms"]),
        ("least", 2),
        ("least", -1),
        ("least", None),
        ("most", 0),
        ("most", 51),
        ("policy", ["no_shouting"]),
        ("policy", "no_emoji"),
        ("policy", [["no_emoji"]]),
        ("hashtags", -1),
        ("brand", 1),
        ("cta", "x"),
        ("sentences", None),
        ("source", ""),
        ("source", "two\nlines"),
        ("checked", "yesterday"),
        ("checked", 20261120),
        ("slogan", "x"),
        ("drafted", False),
    ],
)
def test_what_cannot_be_used_is_refused_by_the_name_of_its_field(field: str, value: Any) -> None:
    error = refusal(**{field: value})
    assert error.field == field
    assert error.what
    assert error.mend


def test_a_soft_limit_may_be_refused_further_on_and_a_hard_one_is_refused_itself() -> None:
    soft = banner(hard=False, refused=200)
    assert (soft.refused, soft.longest) == (200, 200)
    assert refusal(hard=False, refused=59).field == "refused"
    hard = banner(refused=200)
    assert (hard.refused, hard.longest) == (None, 60)
    assert banner(hard=False, limit=None).longest is None


@pytest.mark.parametrize(
    ("fields", "tokens"),
    [
        ({"limit": 60}, 30),
        ({"limit": 1}, 10),
        ({"limit": LONGEST_LIMIT}, 400),
        ({"limit": 60, "tokens": 12}, 12),
        ({"limit": None, "hard": False, "like": "email_body"}, 260),
    ],
)
def test_the_budget_of_a_draft_follows_from_the_limit_where_it_is_not_said(fields: dict[str, Any], tokens: int) -> None:
    assert banner(**fields).tokens == tokens


@pytest.mark.parametrize(("limit", "tokens"), [(20, 16), (30, 16), (60, 30), (None, 16)])
def test_a_changed_field_keeps_its_budget_where_its_limit_does_not_grow(limit: int | None, tokens: int) -> None:
    changed = read_channel("google_headline", {"limit": limit, "hard": limit is not None}, CATALOGUE)
    assert changed.tokens == tokens


def test_a_changed_field_is_still_known_as_it_was_taught() -> None:
    changed = read_channel("google_headline", {"label": "Headline", "limit": 25}, CATALOGUE)
    assert changed.taught_as is CATALOGUE.get("google_headline")
    assert (changed.label, changed.limit) == ("Headline", 25)
    assert refusal("google_headline", like="sms").field == "like"
    other = read_channel("pmax_headline", {"like": "sms"}, CATALOGUE)
    assert other.taught_as is CATALOGUE.get("sms")


def test_own_channels_stand_with_their_group_and_in_place_of_the_files() -> None:
    catalogue = Catalogue(CATALOGUE.all())
    meta = banner(group="Meta")
    changed = read_channel("google_headline", {"limit": 25}, catalogue)
    catalogue.replace_own([meta, changed, read_channel("zine", {**BANNER, "label": "Zine"}, catalogue)])
    ids = [channel.id for channel in catalogue.all()]
    assert ids[0] == "google_headline"
    assert ids[ids.index("shop_banner") - 1] == "meta_reels"
    assert ids[-1] == "zine"
    assert catalogue.get("google_headline").limit == 25
    assert catalogue.of_file("google_headline") is CATALOGUE.get("google_headline")
    assert catalogue.of_file("zine") is None
    assert catalogue.taught() == CATALOGUE.taught()
    catalogue.replace_own([])
    assert catalogue.all() == CATALOGUE.all()


def test_a_channel_that_is_gone_can_still_be_shown_and_not_be_written_for() -> None:
    gone = CATALOGUE.recall("shop_banner")
    assert (gone.label, gone.limit, gone.drafted, gone.length("mug")) == ("shop_banner", None, False, 3)
    assert CATALOGUE.recall("sms") is CATALOGUE.get("sms")
    with pytest.raises(InvalidInput):
        CATALOGUE.get("shop_banner")
