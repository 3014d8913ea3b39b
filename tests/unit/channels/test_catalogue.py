from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from core.channels.catalogue import Catalogue, Channel, load_catalogue
from core.channels.counting import RULES
from core.errors import InvalidInput

CHANNELS = load_catalogue()

TABLE = """
[banner]
label = "Banner"
group = "Shop"
limit = 20
hard = true
counting = "{counting}"
lines = "{lines}"
tokens = 16
brand = false
cta = true
sentences = false
source = "A test"
checked = 2026-11-24
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "channels.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("channel", "limit", "hard", "counting"),
    [
        ("google_headline", 30, True, "width"),
        ("google_description", 90, True, "width"),
        ("meta_primary", 125, False, "characters"),
        ("meta_headline", 40, False, "characters"),
        ("linkedin_intro", 150, False, "characters"),
        ("x_post", 280, True, "x"),
        ("instagram_caption", 2200, True, "characters"),
        ("email_subject", 50, False, "characters"),
        ("email_preheader", 90, False, "characters"),
        ("email_body", None, False, "characters"),
        ("sms", 160, True, "sms"),
        ("push", 120, False, "characters"),
        ("product_description", 400, False, "characters"),
        ("google_path", 15, True, "width"),
        ("pmax_headline", 30, True, "width"),
        ("pmax_long_headline", 90, True, "width"),
        ("pmax_description", 90, True, "width"),
        ("pmax_business_name", 25, True, "width"),
        ("demand_gen_headline", 40, True, "width"),
        ("demand_gen_description", 90, True, "width"),
        ("meta_description", 30, False, "characters"),
        ("meta_reels", 125, False, "characters"),
        ("linkedin_headline", 200, True, "characters"),
        ("linkedin_description", 300, True, "characters"),
        ("tiktok_text", 100, True, "width"),
        ("youtube_title", 100, True, "characters"),
        ("youtube_description", 5_000, True, "bytes"),
        ("pinterest_title", 100, True, "characters"),
        ("pinterest_description", 500, True, "characters"),
        ("amazon_title", 200, True, "characters"),
        ("amazon_bullet", 500, True, "characters"),
        ("xiaohongshu_title", 20, True, "xiaohongshu"),
        ("xiaohongshu_body", 1_000, True, "characters"),
        ("wechat_moments", 40, False, "graphemes"),
    ],
)
def test_a_channel_has_the_limit_of_its_platform(channel: str, limit: int | None, hard: bool, counting: str) -> None:
    found = CHANNELS.get(channel)
    assert (found.id, found.limit, found.hard, found.counting) == (channel, limit, hard, counting)


@pytest.mark.parametrize(
    ("channel", "longest"),
    [
        ("google_headline", 30),
        ("meta_primary", 2200),
        ("linkedin_intro", 3000),
        ("meta_headline", None),
        ("push", None),
    ],
)
def test_a_platform_refuses_beyond_a_hard_limit_or_what_is_known_beyond_a_soft_one(
    channel: str, longest: int | None
) -> None:
    assert CHANNELS.get(channel).longest == longest


@pytest.mark.parametrize(
    ("channel", "length"),
    [("google_headline", 8), ("meta_primary", 6), ("x_post", 8), ("sms", 14)],
)
def test_a_channel_counts_by_its_own_rule(channel: str, length: int) -> None:
    assert CHANNELS.get(channel).length("咖啡 mug") == length


@pytest.mark.parametrize("channel", CHANNELS.all(), ids=lambda channel: channel.id)
def test_every_channel_is_fit_to_be_used(channel: Channel) -> None:
    assert channel.counting in RULES
    assert channel.label
    assert channel.group
    assert channel.source
    assert channel.tokens > 0
    assert not channel.hard or channel.limit is not None
    if channel.visible is not None:
        assert channel.limit is not None
        assert 0 < channel.visible <= channel.limit
    if channel.refused is not None:
        assert not channel.hard
        assert channel.limit is not None
        assert channel.refused > channel.limit
    assert 0 <= channel.least <= channel.most
    assert channel.lines == channel.taught_as.lines


def test_channels_of_a_group_stand_together_in_the_order_of_the_file() -> None:
    groups = [channel.group for channel in CHANNELS.all()]
    assert list(dict.fromkeys(groups)) == [
        "Google Ads",
        "Meta",
        "LinkedIn",
        "X",
        "Instagram",
        "TikTok",
        "YouTube",
        "Pinterest",
        "Email",
        "SMS and push",
        "Shop",
        "Amazon",
        "Web",
        "小红书",
        "WeChat",
    ]
    changes = sum(one != other for one, other in pairwise(groups))
    assert changes == len(set(groups)) - 1


def test_the_label_tells_channels_apart() -> None:
    labels = [channel.label for channel in CHANNELS.all()]
    assert len(labels) == len(set(labels))


def test_an_unknown_channel_is_named_with_those_that_are_known() -> None:
    with pytest.raises(InvalidInput) as caught:
        CHANNELS.get("fax")
    assert caught.value.field == "channels"
    assert "“fax”" in caught.value.what
    assert "google_headline, google_description" in caught.value.mend


def test_a_catalogue_of_its_own_is_read_from_its_file(tmp_path: Path) -> None:
    catalogue = load_catalogue(written(tmp_path, TABLE.format(counting="graphemes", lines="one")))
    (banner,) = catalogue.all()
    assert (banner.id, banner.limit, banner.visible, banner.cta) == ("banner", 20, None, True)
    assert banner.length("👩\u200d👩\u200d👧") == 1


@pytest.mark.parametrize(("counting", "lines"), [("ells", "one"), ("width", "two"), ("", "many")])
def test_an_unknown_rule_is_an_error_as_the_file_is_read(tmp_path: Path, counting: str, lines: str) -> None:
    with pytest.raises(InvalidInput, match=r"channels\.toml: “banner” names an unknown rule"):
        load_catalogue(written(tmp_path, TABLE.format(counting=counting, lines=lines)))


def test_an_unknown_policy_is_an_error_as_the_file_is_read(tmp_path: Path) -> None:
    text = TABLE.format(counting="width", lines="one") + 'policy = ["no_shouting"]\n'
    with pytest.raises(InvalidInput, match=r"channels\.toml: “banner” names an unknown policy “no_shouting”"):
        load_catalogue(written(tmp_path, text))


def test_a_field_may_only_be_like_one_that_is_taught(tmp_path: Path) -> None:
    banner = TABLE.format(counting="width", lines="one")
    poster = banner.replace("[banner]", "[poster]") + 'like = "banner"\n'
    found = load_catalogue(written(tmp_path, poster + banner))
    assert [channel.taught_as.id for channel in found.all()] == ["banner", "banner"]
    assert [channel.id for channel in found.taught()] == ["banner"]
    sign = banner.replace("[banner]", "[sign]") + 'like = "poster"\n'
    (tmp_path / "other").mkdir()
    with pytest.raises(InvalidInput, match="“sign” names an unknown field"):
        load_catalogue(written(tmp_path / "other", poster + banner + sign))


def test_what_no_model_writes_is_not_offered_to_be_drafted() -> None:
    left_out = {channel.id for channel in CHANNELS.all()} - {channel.id for channel in CHANNELS.drafted()}
    assert left_out == {"google_path", "pmax_business_name"}


@pytest.mark.parametrize(
    ("channel", "least", "most"),
    [
        ("google_headline", 3, 15),
        ("google_description", 2, 4),
        ("google_path", 0, 2),
        ("pmax_headline", 3, 15),
        ("pmax_long_headline", 1, 5),
        ("pmax_description", 2, 5),
        ("demand_gen_headline", 1, 5),
        ("meta_headline", 1, 5),
        ("amazon_bullet", 1, 5),
        ("email_subject", 1, 1),
    ],
)
def test_an_ad_takes_as_many_texts_of_a_field_as_its_platform_says(channel: str, least: int, most: int) -> None:
    assert (CHANNELS.get(channel).least, CHANNELS.get(channel).most) == (least, most)


def test_an_empty_catalogue_knows_nothing() -> None:
    assert Catalogue(()).all() == ()
    with pytest.raises(InvalidInput):
        Catalogue(()).get("x_post")
